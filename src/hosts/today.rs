//! Today's date where the reader is.

use std::env;
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use crate::content::regular;

/// Where the system keeps the rules of its own time zone.
const LOCAL: &str = "/etc/localtime";

/// The longest file of a zone's rules, in bytes; they have some thousand.
const MOST: u64 = 1024 * 1024;

/// Where the day begins first, clocks are 14 hours ahead.
const EARLIEST: Offset = Offset::constant(14);

/// Today by the reader's time zone, `YYYY-MM-DD`.
pub fn today() -> String {
    zone().to_datetime(Timestamp::now()).date().to_string()
}

/// The day where it begins first: a day is not in the future once it has begun there.
pub fn today_anywhere() -> String {
    let earliest = TimeZone::fixed(EARLIEST);
    earliest.to_datetime(Timestamp::now()).date().to_string()
}

/// The zone that `TZ` names, or else the system's. The latter's file is read without its name, which would
/// have to be looked for among all zones.
fn zone() -> TimeZone {
    let named = env::var_os("TZ").is_some_and(|name| !name.is_empty());
    let rules = if named {
        None
    } else {
        regular::read(Path::new(LOCAL), MOST).ok()
    };
    rules
        .and_then(|rules| TimeZone::tzif("", &rules).ok())
        .unwrap_or_else(TimeZone::system)
}
