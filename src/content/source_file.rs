//! A content file before reading: embedded in the program, in memory, or on disk.

use std::borrow::Cow;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::reference::{PackedFile, PackedReference};
use crate::split::{may_go_on, split};
use crate::text::is_unsafe;
use crate::{Document, FrontMatter, Head, markdown, regular};

/// How many bytes of front matter are read before giving up on its end mark.
const LONGEST_FRONT_MATTER: usize = 64 * 1024;

/// How many bytes are read at a time: more than nearly every front matter has.
const CHUNK: u64 = 8 * 1024;

/// A file before reading: its path inside the content folder, and where its text is.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Relative to the content folder, with `/` between its parts.
    pub path: Cow<'static, str>,
    place: TextPlace,
}

/// What stands below the front matter, and how many bytes the whole file has: places count from its start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    pub document: Document,
    pub length: usize,
}

#[derive(Clone, Debug)]
pub enum TextPlace {
    Embedded(PackedFile),
    Memory(Cow<'static, str>),
    /// A file on disk, and the most bytes that are read of it.
    Disk(PathBuf, u64),
    /// A file that is not read, and why.
    Refused(&'static str),
}

impl SourceFile {
    /// A file whose text is at hand, as tests and generated pages have it.
    pub fn new(path: impl Into<String>, text: impl Into<Cow<'static, str>>) -> Self {
        Self::at(&path.into(), TextPlace::Memory(text.into()))
    }

    pub(super) fn at(path: &str, place: TextPlace) -> Self {
        let path = Cow::Owned(told(path));
        Self { path, place }
    }

    pub(super) fn embedded(page: PackedFile) -> Self {
        Self {
            path: Cow::Borrowed(page.path()),
            place: TextPlace::Embedded(page),
        }
    }

    /// What was read of it when this program was built.
    const fn packed(&self) -> Option<PackedFile> {
        match self.place {
            TextPlace::Embedded(file) => Some(file),
            _ => None,
        }
    }

    /// The reference that the file is of, if that is part of this program.
    pub fn built_in(&self) -> Option<&'static PackedReference> {
        self.packed().map(|file| file.reference)
    }

    /// The whole text; bytes that are not UTF-8 become replacement characters.
    pub fn text(&self) -> io::Result<Cow<'static, str>> {
        match &self.place {
            TextPlace::Embedded(page) => Ok(Cow::Borrowed(page.text())),
            TextPlace::Memory(text) => Ok(text.clone()),
            TextPlace::Disk(path, longest) => Ok(Cow::Owned(lossy(regular::read(path, *longest)?))),
            TextPlace::Refused(reason) => Err(io::Error::other(*reason)),
        }
    }

    /// How many bytes the file has; 0 when it is part of this program or cannot be read.
    pub fn length(&self) -> u64 {
        match &self.place {
            TextPlace::Memory(text) => text.len() as u64,
            TextPlace::Disk(path, _) => path.metadata().map_or(0, |file| file.len()),
            _ => 0,
        }
    }

    /// The file with its text in memory: what happens on disk is not seen any more.
    pub fn read(&self) -> io::Result<Self> {
        Ok(Self {
            path: self.path.clone(),
            place: TextPlace::Memory(self.text()?),
        })
    }

    /// What the tree asks for, when that is known without reading the file.
    pub fn head(&self) -> Option<Head> {
        self.packed().map(PackedFile::head)
    }

    /// What the file says of itself; only that part of it is read. A file that cannot be read says so.
    pub fn front_matter(&self) -> FrontMatter {
        let head = match &self.place {
            TextPlace::Embedded(page) => return page.matter(),
            TextPlace::Disk(path, longest) => head_of(path, *longest).map(Cow::Owned),
            _ => self.text(),
        };
        match head {
            Ok(text) => self.title_from_body(FrontMatter::of(&text)),
            Err(error) => FrontMatter::from(Head {
                error: Some((0, format!("cannot be read: {error}"))),
                ..Head::default()
            }),
        }
    }

    /// A title that front matter does not give may stand further down than was read.
    fn title_from_body(&self, mut matter: FrontMatter) -> FrontMatter {
        if matter.head.title.is_empty() && self.on_disk().is_some() {
            let text = self.text().unwrap_or_default();
            let title = markdown::first_title(&text, split(&text).body);
            matter.head.title = title.unwrap_or_default().into();
        }
        matter
    }

    /// The body; empty when the file cannot be read.
    pub fn body(&self) -> Body {
        if let Some(page) = self.packed() {
            return Body {
                document: page.document(),
                length: page.text().len(),
            };
        }
        let text = self.text().unwrap_or_default();
        Body {
            document: markdown::parse(&text, split(&text).body),
            length: text.len(),
        }
    }

    /// What the file says, in short; see [`FrontMatter::digest`].
    pub fn digest(&self) -> Cow<'static, str> {
        if let Some(page) = self.packed() {
            return Cow::Borrowed(page.digest());
        }
        let text = self.text().unwrap_or_default();
        let body = text.get(split(&text).body..).unwrap_or_default();
        Cow::Owned(FrontMatter::of(&text).digest(body))
    }

    /// Where the file lies on disk, if it does.
    pub fn on_disk(&self) -> Option<&Path> {
        match &self.place {
            TextPlace::Disk(path, _) => Some(path),
            _ => None,
        }
    }
}

/// A path as it is told everywhere: a character that commands a terminal is replaced, as one that is no UTF-8 is.
fn told(path: &str) -> String {
    path.replace(
        |it| it == '\n' || is_unsafe(it),
        char::REPLACEMENT_CHARACTER.encode_utf8(&mut [0; 4]),
    )
}

/// The text of a file. A carriage return that ends a line alone becomes a line feed: no place moves.
fn lossy(mut bytes: Vec<u8>) -> String {
    for at in 0..bytes.len() {
        if bytes.get(at) == Some(&b'\r')
            && bytes.get(at + 1) != Some(&b'\n')
            && let Some(byte) = bytes.get_mut(at)
        {
            *byte = b'\n';
        }
    }
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// The front matter of a file, which must not be longer than allowed as a whole: it is going to be read.
fn head_of(path: &Path, longest: u64) -> io::Result<String> {
    let mut file = regular::open(path)?;
    regular::check_length(&file, longest)?;
    let mut bytes = Vec::new();
    loop {
        let read = file.by_ref().take(CHUNK).read_to_end(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        if read == 0 || bytes.len() >= LONGEST_FRONT_MATTER || !may_go_on(&text) {
            return Ok(lossy(bytes));
        }
    }
}
