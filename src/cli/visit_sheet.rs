//! What a reader kept, for the command line: the visit sheet.

use crate::app::kept::copy;
use crate::cli::CliOutcome;
use crate::cli::commands::files;
use crate::command::SheetFormat;
use crate::content::ContentFolder;
use crate::hosts::store::{Folders, Store};
use crate::hosts::today;
use crate::layout::Symbols;
use crate::library::Library;
use crate::plain::NothingFound;

/// Writes the visit sheet with today's date.
pub(super) fn sheet(
    folder: Option<ContentFolder<'_>>,
    format: SheetFormat,
) -> anyhow::Result<CliOutcome> {
    let library = Library::load(&files(folder)?);
    let (store, sentence) =
        Store::open(&Folders::of_environment(), folder.map(|folder| folder.path))
            .map_err(NothingFound)?;
    let sheet = &store.base().sheet;
    if sheet.is_empty() {
        let reason = sentence.unwrap_or_else(|| {
            "nothing is on the sheet yet; c clips what you are reading".to_owned()
        });
        return Err(NothingFound(reason).into());
    }
    let today = today();
    let text = copy::write(&library, sheet, format, (&today, Symbols::Unicode));
    Ok(CliOutcome::Text(text))
}
