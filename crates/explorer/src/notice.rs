//! What the page says of a link that it could not take as it was.

use lambda_sim::MODEL_VERSION;
use lambda_sim::problem::Rule;

use crate::language::Language;
use crate::phrase::Phrase;
use crate::presentation::Part;
use crate::rule_words;
use crate::words;

/// Something in a link that was left out or changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The link's form has another version.
    LinkVersion {
        /// Its version.
        version: String,
    },
    /// The link was made under another version of the model: the same settings may give another run.
    ModelVersion {
        /// That version.
        version: String,
    },
    /// No shipped scenario has this id; the first one is shown.
    UnknownScenario {
        /// The id.
        id: String,
    },
    /// There is no such key, or no such function.
    UnknownKey {
        /// The key.
        key: String,
    },
    /// The value cannot be taken.
    LinkValue {
        /// The key.
        key: String,
        /// The value as it stands.
        value: String,
        /// The rule that it breaks.
        rule: Rule,
    },
    /// The cursor lies behind the end of the run; it stands at the end.
    CursorBeyondEnd {
        /// The instant asked for.
        at: String,
        /// The end of the run.
        end: String,
    },
    /// There is no such part of the embedded page to hide.
    UnknownPart {
        /// What the address calls it.
        name: String,
    },
}

impl Notice {
    /// The notice in words.
    pub fn text(&self, language: Language) -> Phrase {
        match self {
            Self::LinkVersion { version } => words::notice_link_version(language, shortened(version)),
            Self::ModelVersion { version } => words::notice_model_version(language, shortened(version), MODEL_VERSION),
            Self::UnknownScenario { id } => words::notice_unknown_scenario(language, shortened(id)),
            Self::UnknownKey { key } => words::notice_unknown_key(language, shortened(key)),
            Self::LinkValue { key, value, rule } => {
                let rule = rule_words::text(rule, language);
                words::notice_link_value(language, shortened(key), shortened(value), rule)
            }
            Self::CursorBeyondEnd { at, end } => words::notice_cursor_beyond_end(language, at, end),
            Self::UnknownPart { name } => {
                words::notice_unknown_part(language, shortened(name), Part::ALL.map(Part::name).join(", "))
            }
        }
    }
}

/// What came with a link, cut where it would fill the page.
fn shortened(text: &str) -> String {
    const MAX: usize = 40;
    if text.chars().count() <= MAX {
        return text.to_owned();
    }
    let start: String = text.chars().take(MAX).collect();
    format!("{start}…")
}
