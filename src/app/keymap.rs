//! Every key, once: help, hints and the README's table are read from here.

use std::borrow::Cow;

use crate::app::command::Command;
use crate::app::wording;
use crate::input::{Key, KeyCode};

pub use crate::app::context::Context;

/// Keys that ask for a command in a context.
#[derive(Clone, Debug)]
pub struct Binding {
    pub context: Context,
    pub keys: Cow<'static, [Key]>,
    pub command: Command,
}

impl Binding {
    /// What it does, in the words of its place.
    pub fn does(&self) -> &'static str {
        wording::does(self.command, self.context)
    }

    /// What to say where the binding does not hold.
    pub fn elsewhere(&self) -> String {
        let place = self.context.title().to_lowercase();
        format!("{place}: {}", self.does())
    }
}

const fn bind(context: Context, keys: &'static [Key], command: Command) -> Binding {
    Binding {
        context,
        keys: Cow::Borrowed(keys),
        command,
    }
}

const fn key(letter: char) -> Key {
    Key::char(letter)
}

const fn plain(code: KeyCode) -> Key {
    Key::plain(code)
}

const UP: Key = plain(KeyCode::Up);
const DOWN: Key = plain(KeyCode::Down);
const LEFT: Key = plain(KeyCode::Left);
const RIGHT: Key = plain(KeyCode::Right);
const ESCAPE: Key = plain(KeyCode::Escape);
const ENTER: Key = plain(KeyCode::Enter);
const TAB: Key = plain(KeyCode::Tab);
const PAGE_DOWN: Key = plain(KeyCode::PageDown);
const PAGE_UP: Key = plain(KeyCode::PageUp);
const HOME: Key = plain(KeyCode::Home);
const END: Key = plain(KeyCode::End);

/// The keys of help wherever letters are not typed.
const HELP: &[Key] = &[key('?'), plain(KeyCode::F(1))];

/// The digits of a source's number.
const DIGITS: &[Key] = &[
    key('1'),
    key('2'),
    key('3'),
    key('4'),
    key('5'),
    key('6'),
    key('7'),
    key('8'),
    key('9'),
    key('0'),
];

use Context::{
    Anywhere, Browse, Card, Compare, CopySheet, Export, Find, Finder, Help, Links, List, Note,
    Palette, Sheet, Source, Sources,
};

/// Every key the program knows as it comes, in the order help shows them.
pub const KEYMAP: &[Binding] = &[
    bind(Browse, &[key('j'), DOWN, Key::ctrl('n')], Command::LineDown),
    bind(Browse, &[key('k'), UP, Key::ctrl('p')], Command::LineUp),
    bind(Browse, &[key(' '), key('f'), PAGE_DOWN], Command::PageDown),
    bind(Browse, &[key('b'), PAGE_UP], Command::PageUp),
    bind(Browse, &[key('d'), Key::ctrl('d')], Command::HalfDown),
    bind(Browse, &[key('u'), Key::ctrl('u')], Command::HalfUp),
    bind(Browse, &[key('g'), HOME], Command::Top),
    bind(Browse, &[key('G'), END], Command::Bottom),
    bind(Browse, &[key('}')], Command::NextHeading),
    bind(Browse, &[key('{')], Command::PreviousHeading),
    bind(Browse, &[key(']')], Command::NextTopic),
    bind(Browse, &[key('[')], Command::PreviousTopic),
    bind(Browse, &[TAB, Key::shift(KeyCode::Tab)], Command::OtherPane),
    bind(Browse, &[key('h'), LEFT], Command::Left),
    bind(Browse, &[key('l'), RIGHT], Command::Right),
    bind(Browse, &[ENTER], Command::Enter),
    bind(
        Browse,
        &[plain(KeyCode::Backspace), Key::ctrl('o'), key('H')],
        Command::Back,
    ),
    bind(Browse, &[key('L')], Command::Forward),
    bind(Browse, &[key('s'), key('i')], Command::Finder),
    bind(Browse, &[key('/')], Command::Find),
    bind(Browse, &[key('n')], Command::FindNext),
    bind(Browse, &[key('N')], Command::FindPrevious),
    bind(Browse, &[key('o')], Command::Outline),
    bind(Browse, &[key('r')], Command::Sources),
    bind(Browse, &[key('w')], Command::Body),
    bind(Browse, &[key('v')], Command::Compare),
    bind(Browse, &[key('K')], Command::Peek),
    bind(Browse, &[key('!')], Command::Urgent),
    bind(Browse, &[key('=')], Command::About),
    bind(Browse, &[key('t')], Command::ToggleTree),
    bind(Browse, &[key('z')], Command::Zoom),
    bind(Browse, &[key('+')], Command::Wider),
    bind(Browse, &[key('-')], Command::Narrower),
    bind(Browse, &[key('T')], Command::Theme),
    bind(Browse, &[key('M')], Command::Mouse),
    bind(Browse, &[key('R')], Command::Reload),
    bind(Browse, HELP, Command::Help),
    bind(Browse, &[key(':')], Command::Palette),
    bind(Browse, &[key('m')], Command::Mark),
    bind(Browse, &[key('\'')], Command::GoToMark),
    bind(Browse, &[key('a')], Command::Bookmark),
    bind(Browse, &[key('A')], Command::Bookmarks),
    bind(Browse, &[key('c')], Command::Clip),
    bind(Browse, &[key('C')], Command::Sheet),
    bind(Browse, &[key('D')], Command::Changes),
    bind(Browse, &[key('y')], Command::Copy),
    bind(Browse, &[key('q')], Command::Close),
    bind(Browse, &[ESCAPE], Command::Escape),
    bind(List, &[key('j'), DOWN, Key::ctrl('n')], Command::LineDown),
    bind(List, &[key('k'), UP, Key::ctrl('p')], Command::LineUp),
    bind(List, &[key(' '), PAGE_DOWN], Command::PageDown),
    bind(List, &[key('b'), PAGE_UP], Command::PageUp),
    bind(List, &[key('g'), HOME], Command::Top),
    bind(List, &[key('G'), END], Command::Bottom),
    bind(List, &[ENTER, key('l')], Command::Enter),
    bind(List, &[ESCAPE, key('q'), key('h')], Command::Escape),
    bind(List, HELP, Command::Help),
    bind(Sources, DIGITS, Command::Number),
    bind(Sources, &[key('y')], Command::Copy),
    bind(Source, DIGITS, Command::Number),
    bind(Card, &[key('y')], Command::Copy),
    bind(Source, &[key('r')], Command::Sources),
    bind(Card, &[key('j'), DOWN, Key::ctrl('n')], Command::LineDown),
    bind(Card, &[key('k'), UP, Key::ctrl('p')], Command::LineUp),
    bind(Card, &[key(' '), PAGE_DOWN], Command::PageDown),
    bind(Card, &[key('b'), PAGE_UP], Command::PageUp),
    bind(Card, &[ENTER], Command::Enter),
    bind(Card, &[ESCAPE, key('q')], Command::Escape),
    bind(Card, HELP, Command::Help),
    bind(Compare, &[key('h'), LEFT], Command::Left),
    bind(Compare, &[key('l'), RIGHT], Command::Right),
    bind(
        Compare,
        &[key('j'), DOWN, Key::ctrl('n')],
        Command::LineDown,
    ),
    bind(Compare, &[key('k'), UP, Key::ctrl('p')], Command::LineUp),
    bind(Compare, &[key('f'), key('d'), PAGE_DOWN], Command::PageDown),
    bind(Compare, &[key('b'), key('u'), PAGE_UP], Command::PageUp),
    bind(Compare, &[key('g'), HOME], Command::Top),
    bind(Compare, &[key('G'), END], Command::Bottom),
    bind(Compare, &[key(' ')], Command::KeepColumn),
    bind(Compare, &[key('x')], Command::HideColumn),
    bind(Compare, &[key('X')], Command::ShowColumns),
    bind(Compare, &[ENTER], Command::Enter),
    bind(Compare, &[ESCAPE, key('q'), key('v')], Command::Escape),
    bind(Compare, HELP, Command::Help),
    bind(Links, &[ESCAPE], Command::Escape),
    bind(Links, &[plain(KeyCode::Backspace)], Command::Back),
    bind(Finder, &[DOWN, Key::ctrl('n')], Command::LineDown),
    bind(Finder, &[UP, Key::ctrl('p')], Command::LineUp),
    bind(Finder, &[PAGE_DOWN], Command::PageDown),
    bind(Finder, &[PAGE_UP], Command::PageUp),
    bind(Finder, &[ENTER], Command::Enter),
    bind(Finder, &[TAB], Command::NextPlace),
    bind(Finder, &[Key::alt('1')], Command::OpenPlace1),
    bind(Finder, &[Key::alt('2')], Command::OpenPlace2),
    bind(Finder, &[Key::alt('3')], Command::OpenPlace3),
    bind(Finder, &[ESCAPE], Command::Escape),
    bind(Finder, &[plain(KeyCode::F(1))], Command::Help),
    bind(Find, &[ENTER], Command::Enter),
    bind(Find, &[DOWN, Key::ctrl('n')], Command::FindNext),
    bind(Find, &[UP, Key::ctrl('p')], Command::FindPrevious),
    bind(Find, &[ESCAPE], Command::Escape),
    bind(Help, &[DOWN, Key::ctrl('n')], Command::LineDown),
    bind(Help, &[UP, Key::ctrl('p')], Command::LineUp),
    bind(Help, &[PAGE_DOWN], Command::PageDown),
    bind(Help, &[PAGE_UP], Command::PageUp),
    bind(Help, &[ENTER], Command::Enter),
    bind(Help, &[ESCAPE], Command::Escape),
    bind(Palette, &[DOWN, Key::ctrl('n')], Command::LineDown),
    bind(Palette, &[UP, Key::ctrl('p')], Command::LineUp),
    bind(Palette, &[PAGE_DOWN], Command::PageDown),
    bind(Palette, &[PAGE_UP], Command::PageUp),
    bind(Palette, &[TAB], Command::NextPlace),
    bind(Palette, &[ENTER], Command::Enter),
    bind(Palette, &[ESCAPE], Command::Escape),
    bind(Palette, &[plain(KeyCode::F(1))], Command::Help),
    bind(Context::Mark, &[ESCAPE], Command::Escape),
    bind(Context::Copy, &[key('t')], Command::CopyTopic),
    bind(Context::Copy, &[key('s')], Command::CopySection),
    bind(Context::Copy, &[key('l')], Command::CopyLink),
    bind(Context::Copy, &[key('c')], Command::CopyCitation),
    bind(Context::Copy, &[key('a')], Command::CopyBibtex),
    bind(Context::Copy, &[key('A')], Command::CopyCsl),
    bind(Context::Copy, &[ESCAPE], Command::Escape),
    bind(Sheet, &[key('j'), DOWN, Key::ctrl('n')], Command::LineDown),
    bind(Sheet, &[key('k'), UP, Key::ctrl('p')], Command::LineUp),
    bind(Sheet, &[key('g'), HOME], Command::Top),
    bind(Sheet, &[key('G'), END], Command::Bottom),
    bind(Sheet, &[ENTER], Command::Enter),
    bind(Sheet, &[key('J')], Command::MoveDown),
    bind(Sheet, &[key('K')], Command::MoveUp),
    bind(Sheet, &[key('x'), plain(KeyCode::Delete)], Command::Remove),
    bind(Sheet, &[key('u')], Command::Restore),
    bind(Sheet, &[key('t')], Command::WholeTopic),
    bind(Sheet, &[key('n'), key('e')], Command::Note),
    bind(Sheet, &[key('a')], Command::AddNote),
    bind(Sheet, &[key('y')], Command::CopySheet),
    bind(Sheet, &[key('w')], Command::WriteSheet),
    bind(Sheet, &[ESCAPE, key('q'), key('C')], Command::Escape),
    bind(Sheet, HELP, Command::Help),
    bind(CopySheet, &[key('t')], Command::CopySheetText),
    bind(CopySheet, &[key('m')], Command::CopySheetMarkdown),
    bind(CopySheet, &[key('j')], Command::CopySheetJson),
    bind(CopySheet, &[ESCAPE], Command::Escape),
    bind(Export, &[key('t')], Command::ExportText),
    bind(Export, &[key('m')], Command::ExportMarkdown),
    bind(Export, &[key('j')], Command::ExportJson),
    bind(Export, &[ESCAPE], Command::Escape),
    bind(Note, &[ENTER], Command::Enter),
    bind(Note, &[ESCAPE], Command::Escape),
    bind(Anywhere, &[Key::ctrl('l')], Command::Redraw),
    bind(Anywhere, &[Key::ctrl('z')], Command::Suspend),
    bind(Anywhere, &[Key::ctrl('c')], Command::Interrupt),
];
