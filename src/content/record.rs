//! Records of a file and choices of words: said once, for the program as types, for reading and for `check` as tables.

use crate::fields::{Field, FieldType};

/// What a type of the program is in a file.
pub trait FieldValue {
    const TYPE: FieldType;
}

pub trait Record {
    /// The fields it may have.
    const FIELDS: &'static [Field];
}

/// Makes a struct whose fields, missing ones aside, are those of a table: under another name after `as`, of another
/// type than theirs after `=`. Fields in `@own` are in no file; those in `@also` are of nothing here.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            $(@own { $($(#[$own_meta:meta])* pub $own:ident: $own_type:ty,)* })?
            $($(#[$field_meta:meta])* $vis:vis $field:ident $(as $key:literal)?: $type:ty $(= $kind:expr)?,)*
            $(@also { $($other:literal = $other_kind:expr,)* })?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
        #[serde(default)]
        pub struct $name {
            $($($(#[$own_meta])* pub $own: $own_type,)*)?
            $($(#[$field_meta])* $(#[serde(rename = $key)])? $vis $field: $type,)*
        }

        impl crate::record::Record for $name {
            const FIELDS: &'static [crate::fields::Field] = &[
                $((record!(@name $field $($key)?), record!(@type $type $(, $kind)?)),)*
                $($(($other, $other_kind),)*)?
            ];
        }

        impl crate::record::FieldValue for $name {
            const TYPE: crate::fields::FieldType =
                crate::fields::FieldType::Record(<Self as crate::record::Record>::FIELDS);
        }
    };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $key:literal) => { $key };
    (@type $type:ty) => { <$type as crate::record::FieldValue>::TYPE };
    (@type $type:ty, $kind:expr) => { $kind };
}

pub(crate) use record;

/// Makes a choice of words: in files one of these texts.
macro_rules! words {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $($(#[$word_meta:meta])* $variant:ident = $word:literal,)* }
    ) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize,
        )]
        pub enum $name {
            $($(#[$word_meta])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// Every one, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Their words, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|own| own.name() == name)
            }
        }

        impl crate::record::FieldValue for $name {
            const TYPE: crate::fields::FieldType = crate::fields::FieldType::Word(Self::WORDS);
        }
    };
}

pub(crate) use words;

macro_rules! values {
    ($($type:ty: $kind:expr,)*) => {
        $(impl FieldValue for $type { const TYPE: FieldType = $kind; })*
    };
}

values! {
    String: FieldType::Text,
    bool: FieldType::Flag,
    i64: FieldType::Number,
    u32: FieldType::Count,
    Vec<String>: FieldType::Texts,
    Vec<(String, String)>: FieldType::Pairs,
}

impl<T: FieldValue> FieldValue for Option<T> {
    const TYPE: FieldType = T::TYPE;
}

impl<T: Record> FieldValue for Vec<T> {
    const TYPE: FieldType = FieldType::Records(T::FIELDS);
}
