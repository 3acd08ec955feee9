//! Clipping to the visit sheet: which piece is meant, and taking it off again.

use crate::app::kept::Kept;
use crate::app::outcome::Outcome;
use crate::app::reader::Reader;
use crate::library::{Library, TopicId};
use crate::shelf::{Clip, page};

/// What is clipped: the topic selected in the tree, or of the open page the part the cursor is in.
pub fn piece(
    library: &Library,
    reader: &Reader,
    (selected, in_tree): (Option<TopicId>, bool),
) -> Clip {
    let in_part = !in_tree && reader.focus() > 0;
    let heading = reader.heading().filter(|_| in_part);
    let slug = heading.map(|heading| heading.slug.to_string());
    // The parts the program adds have no text of their own to take along.
    let made = ["sources", "related", "compared", "in-this-section"];
    let slug = slug.filter(|slug| !made.contains(&slug.as_str()));
    let topic = selected.unwrap_or(reader.topic);
    Clip::of(library.topic(topic).id.clone(), slug.unwrap_or_default())
}

/// Clips a piece; a second time takes it off.
pub fn toggle(clip: Clip, library: &Library, kept: &mut Kept) -> Outcome {
    let title = page::title(library, &clip);
    let is_new = kept.edit().sheet.toggle(clip);
    let sheet = library.words().sheet_in_sentence();
    Outcome::say(if is_new {
        format!("Clipped “{title}” to the {sheet}; C opens it.")
    } else {
        format!("Took “{title}” off the {sheet}.")
    })
    .asking(kept.save())
}
