//! The page without a page: its state, its messages and how it answers them, the link, and every word it says.
//!
//! Nothing here knows a browser; all of it runs under `cargo test`. The views only draw what is here.
//!
//! * the state and how it changes: [`page`], [`message`], [`update`], [`edit`], [`drawing`], [`form`], [`edits`], [`later`],
//!   [`field`], [`traffic`], [`panels`], [`groups`], [`history`], [`progress`], [`playback`], [`transport`], [`keys`], [`viewing`],
//!   [`theme`], [`prediction`];
//! * what comes in and goes out: [`shipped`] scenarios by [`topic`], the [`link`] and its [`notice`]s, the [`presentation`];
//! * what it says: [`cause`] (the sentence), [`arithmetic`], [`fate`], [`demand`], [`stage`], [`marks`], [`chart`], [`rates`],
//!   [`findings`], [`bill`], [`rule_words`];
//! * how it says it: [`language`], [`words`] (the locales), [`phrase`], [`spot`], [`number`].

#![warn(missing_docs)]

pub mod arithmetic;
pub mod bill;
pub mod by_hand;
pub mod cause;
pub mod chart;
pub mod demand;
pub mod drawing;
pub mod edit;
pub mod edits;
mod ending;
pub mod fate;
pub mod field;
pub mod findings;
pub mod form;
pub mod groups;
pub mod history;
pub mod keys;
pub mod language;
pub mod later;
pub mod link;
pub mod marks;
pub mod message;
pub mod notice;
mod now;
pub mod number;
pub mod page;
pub mod panels;
pub mod phrase;
pub mod playback;
pub mod prediction;
pub mod presentation;
pub mod progress;
pub mod rates;
pub mod rule_words;
pub mod shipped;
pub mod spot;
pub mod stage;
pub mod theme;
pub mod topic;
pub mod traffic;
pub mod transport;
pub mod update;
pub mod viewing;
pub mod words;
