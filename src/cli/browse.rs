//! Opening the reader in this terminal.

use std::path::Path;
use std::sync::Arc;

use crate::app::Settings;
use crate::cli::Outcome;
use crate::cli::arguments::Reading;
use crate::cli::commands::files;
use crate::layout::Symbols;
use crate::library::Library;

pub(super) fn browse(folder: Option<&Path>, reading: &Reading) -> anyhow::Result<Outcome> {
    let library = Arc::new(Library::load(&files(folder)?));
    let _ = (settings(reading)?, library);
    Ok(Outcome::Done)
}

fn settings(reading: &Reading) -> anyhow::Result<Settings> {
    let mut settings = Settings::default();
    if let Some(name) = &reading.theme {
        settings.theme = crate::ui::theme::Theme::named(name).ok_or_else(|| unknown_theme(name))?;
    }
    if reading.ascii {
        settings.symbols = Symbols::Ascii;
    }
    if let Some(width) = reading.width {
        settings.measure = usize::from(width);
    }
    Ok(settings)
}

fn unknown_theme(name: &str) -> anyhow::Error {
    let names: Vec<&str> = crate::ui::theme::THEMES
        .iter()
        .map(|theme| theme.name)
        .collect();
    anyhow::anyhow!(
        "no theme is called “{name}”; there are {}",
        names.join(", ")
    )
}
