//! Today's date where the reader is.

use jiff::ZonedDateTime;

/// Today by the system's time zone, `YYYY-MM-DD`.
pub fn today() -> String {
    ZonedDateTime::now().date().to_string()
}
