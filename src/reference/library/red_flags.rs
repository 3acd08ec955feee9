//! Warning signs as blocks of a page: the call-out near its top, its sections, and the list of all.

use crate::content::document::{Callout, Document, SourceEntry, plain_text};
use crate::content::{
    BlockKind, Inline, InlineKind, Listing, RedFlag, RedFlags, Urgency, markdown,
};
use crate::library::{Library, TopicId, interactions, source_line};

/// The rows that a call-out shows where there is little room.
const SHOWN: usize = 4;

/// What the section at the end of a page is called where the reference does not name it.
const HELP: &str = "Urgent";

/// The section of a medicine's or procedure's own signs.
pub const STOP: &str = "Stop and call";

/// What to do where a medicine is to be stopped.
const NO_NEXT_DOSE: &str = "Do not take the next dose, and ask.";

/// How to see a sign on other skin than most pictures show.
const SKIN: &str = "On brown or black skin: ";

impl Library {
    /// The rows that a page names, the most urgent first.
    pub fn red_flags_of(&self, id: TopicId) -> Vec<&RedFlag> {
        let ids = &self.topic(id).matter().red_flags;
        // Many pages name none, the first one shown among them: for them the list is not read.
        if ids.is_empty() {
            return Vec::new();
        }
        self.red_flags().named(ids)
    }

    /// The rows that stand for themselves, by urgency, soonest first; of a group only those for it or for anyone.
    pub fn red_flags_for(&self, group: Option<&str>) -> Vec<(Urgency, Vec<&RedFlag>)> {
        let flags = self.red_flags();
        let is_for = |row: &RedFlag| {
            group.is_none_or(|group| row.groups.iter().any(|own| own == group || own == ANYONE))
        };
        let of = |urgency: Urgency| {
            let rows = flags.general().filter(|row| row.urgency == urgency);
            rows.filter(|row| is_for(row)).collect::<Vec<_>>()
        };
        let levels = Urgency::ALL.iter().copied();
        let levels = levels.map(|urgency| (urgency, of(urgency)));
        levels.filter(|(_, rows)| !rows.is_empty()).collect()
    }

    /// Whether there is any warning sign or urgent topic to list.
    pub fn has_urgent(&self) -> bool {
        let has_topics = self.urgent_topics().next().is_some();
        // The whole list is read last: the first screen does without it.
        has_topics || !self.red_flags().is_empty()
    }

    pub fn urgent_topics(&self) -> impl Iterator<Item = TopicId> {
        self.ids().filter(|id| self.topic(*id).urgent)
    }

    /// What stands on a page beside its text: what must be seen, and the sections that the program makes.
    pub fn warnings(&self, id: TopicId) -> Vec<BlockKind> {
        let mut kinds: Vec<BlockKind> = call_out(self, id).into_iter().collect();
        kinds.extend(interactions::section(self, id));
        kinds.extend(stop(self, id));
        kinds.extend(help(self, id));
        kinds
    }

    /// A page's rows in one line each, as its call-out has them.
    pub fn warning_lines(&self, id: TopicId) -> Vec<String> {
        let flags = self.red_flags();
        let rows = self.red_flags_of(id).into_iter();
        rows.map(|row| format!("! {}", plain_text(&line(flags, row))))
            .collect()
    }

    /// A sign in full: how soon, all of it, how it looks on brown or black skin, why, and its sources.
    pub fn red_flag_card(&self, row: &RedFlag) -> Vec<BlockKind> {
        let words = self.red_flags().words(row.urgency);
        let soon = Inline::strong(vec![Inline::text(format!("{}.", words.name))]);
        let means = Inline::text(format!(" {}", words.means));
        let mut document = Document::of(full(row));
        document.each_inline_mut(&mut |inline| {
            if let InlineKind::Citation { id, number } = &mut inline.kind {
                let place = row.sources.iter().position(|source| source == id);
                *number = place.map_or(0, |place| place + 1);
            }
        });
        let entry = |(number, id): (usize, &String)| SourceEntry {
            number,
            id: id.clone(),
            inlines: self
                .sources()
                .get(id)
                .map_or_else(|| vec![Inline::text(id)], source_line),
        };
        let sources = (1..).zip(&row.sources).map(entry);
        let mut kinds = vec![BlockKind::Paragraph(vec![soon, means])];
        kinds.extend(document.blocks.into_iter().map(|block| block.kind));
        kinds.push(BlockKind::Sources(sources.collect()));
        kinds
    }
}

pub const ANYONE: &str = "anyone";

/// One line a row near the top of a page, or those of the first screen on the front page.
pub(super) fn call_out(library: &Library, id: TopicId) -> Option<BlockKind> {
    if library.topic(id).matter().lists == Some(Listing::RedFlags) {
        return None;
    }
    if id == library.front() {
        let flags = library.red_flags();
        let rows = flags.rows.iter().filter(|row| row.front);
        let rows: Vec<Vec<Inline>> = rows.map(|row| line(flags, row)).collect();
        return (!rows.is_empty()).then(|| lines(vec![in_one(rows)], None));
    }
    let rows = library.red_flags_of(id);
    let more = rows.len().checked_sub(SHOWN).filter(|more| *more > 0);
    let more = more.map(|more| format!("{more} more: press !"));
    if rows.is_empty() {
        return None;
    }
    let flags = library.red_flags();
    Some(lines(
        rows.iter().map(|row| line(flags, row)).collect(),
        more,
    ))
}

const fn lines(rows: Vec<Vec<Inline>>, more: Option<String>) -> BlockKind {
    BlockKind::Callout(Callout {
        rows,
        shown: SHOWN,
        more,
    })
}

/// The signs of the first screen, one behind the other: there is no room for a line each.
fn in_one(lines: Vec<Vec<Inline>>) -> Vec<Inline> {
    let mut all: Vec<Inline> = Vec::new();
    for line in lines {
        all.extend(line);
        all.push(Inline::text(". "));
    }
    all.push(Inline::text("All signs: press !"));
    all
}

/// A row in one line: its signs in a few words, and how soon.
fn line(flags: &RedFlags, row: &RedFlag) -> Vec<Inline> {
    let soon = flags.words(row.urgency).name.to_lowercase();
    let signs = row.short.trim_end_matches('.');
    let soon = Inline::strong(vec![Inline::text(soon)]);
    vec![Inline::text(format!("{signs}: ")), soon]
}

/// The section at the end of a page: its rows in full, but those of one medicine.
pub(super) fn help(library: &Library, id: TopicId) -> Vec<BlockKind> {
    let rows = library.red_flags_of(id).into_iter();
    let rows: Vec<&RedFlag> = rows.filter(|row| row.stop.is_none()).collect();
    if rows.is_empty() || library.topic(id).matter().lists == Some(Listing::RedFlags) {
        return Vec::new();
    }
    let flags = library.red_flags();
    let title = library.words().urgent.as_deref().unwrap_or(HELP);
    let mut blocks = vec![BlockKind::heading(2, title, "when-to-get-help")];
    for &urgency in Urgency::ALL {
        let rows = rows.iter().copied().filter(|row| row.urgency == urgency);
        blocks.extend(level(flags, urgency, &rows.collect::<Vec<_>>(), 3));
    }
    blocks
}

/// The signs of a page's own medicine or procedure.
pub(super) fn stop(library: &Library, id: TopicId) -> Vec<BlockKind> {
    let rows = library.red_flags_of(id).into_iter();
    let rows: Vec<&RedFlag> = rows.filter(|row| row.stop.is_some()).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let flags = library.red_flags();
    let items = rows.into_iter().map(|row| vec![in_short(flags, row)]);
    vec![
        BlockKind::heading(2, STOP, "stop-and-call"),
        BlockKind::list(items),
    ]
}

/// How soon, the signs, and whether to stop: a paragraph.
fn in_short(flags: &RedFlags, row: &RedFlag) -> BlockKind {
    let soon = format!("{}:", flags.words(row.urgency).name);
    let mut inlines = vec![Inline::strong(vec![Inline::text(soon)])];
    let stop = (row.stop == Some(true)).then_some(NO_NEXT_DOSE);
    let skin = row.skin.as_ref().map(|skin| format!("{SKIN}{skin}"));
    let sentences = row.signs.iter().map(String::as_str).chain(skin.as_deref());
    for sentence in sentences.chain(row.why.as_deref()).chain(stop) {
        inlines.push(Inline::text(" "));
        inlines.extend(markdown::unplaced(sentence));
    }
    inlines.extend(row.sources.iter().map(|id| Inline::citation(id)));
    BlockKind::Paragraph(inlines)
}

/// Every row that stands for itself, by urgency.
pub(super) fn listing(library: &Library) -> Vec<BlockKind> {
    let flags = library.red_flags();
    let levels = library.red_flags_for(None).into_iter();
    levels
        .flat_map(|(urgency, rows)| level(flags, urgency, &rows, 2))
        .collect()
}

fn level(
    flags: &RedFlags,
    urgency: Urgency,
    rows: &[&RedFlag],
    heading_level: u8,
) -> Vec<BlockKind> {
    if rows.is_empty() {
        return Vec::new();
    }
    let words = flags.words(urgency);
    let slug = format!("get-help-{}", urgency.name());
    let mut blocks = vec![BlockKind::heading(heading_level, &words.name, &slug)];
    if !words.means.is_empty() {
        blocks.push(BlockKind::paragraph(words.means));
    }
    blocks.push(BlockKind::list(rows.iter().map(|row| full(row))));
    blocks
}

/// Who it is for, what to look for, then how it looks on other skin, and why it matters.
fn full(row: &RedFlag) -> Vec<BlockKind> {
    let paragraph = |text: &String| BlockKind::Paragraph(markdown::unplaced(text));
    let mut opening = vec![Inline::strong(markdown::unplaced(&row.who))];
    let mut kinds = Vec::new();
    if let [only] = row.signs.as_slice() {
        opening.push(Inline::text(" "));
        opening.extend(markdown::unplaced(only));
        kinds.push(BlockKind::Paragraph(opening));
    } else {
        let signs = row.signs.iter().map(|sign| vec![paragraph(sign)]);
        kinds.extend([BlockKind::Paragraph(opening), BlockKind::list(signs)]);
    }
    if let Some(skin) = &row.skin {
        let mut words = vec![Inline::text(SKIN)];
        words.extend(markdown::unplaced(skin));
        kinds.push(BlockKind::Paragraph(words));
    }
    kinds.extend(row.why.iter().map(paragraph));
    if let Some(last) = kinds.last_mut() {
        cite(last, &row.sources);
    }
    kinds
}

/// Adds citations behind the last words of a block.
fn cite(kind: &mut BlockKind, sources: &[String]) {
    match kind {
        BlockKind::Paragraph(inlines) => {
            inlines.extend(sources.iter().map(|id| Inline::citation(id)));
        }
        BlockKind::List { items, .. } => {
            let last = items.last_mut().and_then(|item| item.blocks.last_mut());
            if let Some(block) = last {
                cite(&mut block.kind, sources);
            }
        }
        _ => {}
    }
}
