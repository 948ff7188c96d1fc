//! The languages of the page.

/// A language that every text of the page exists in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, also what a visitor with any other language gets.
    #[default]
    English,
    /// Korean.
    Korean,
}

impl Language {
    /// Every language, in the order of the switch on the page.
    pub const ALL: [Self; 2] = [Self::English, Self::Korean];

    /// The BCP 47 tag: the `lang` attribute, the `lang` parameter of a link and the folder of the texts.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Korean => "ko",
        }
    }

    /// What the switch on the page calls it: each language in itself, so that its readers find it.
    pub const fn endonym(self) -> &'static str {
        match self {
            Self::English => "EN",
            Self::Korean => "한국어",
        }
    }

    /// The language of a tag as links and browsers write it: `ko`, `ko-KR`, `EN_us`.
    ///
    /// Only the primary subtag counts: there is one English here, and it serves every region.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }
}
