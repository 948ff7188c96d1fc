//! The page without a page: texts, numbers, links, updates. Host only; the page suite shows that it is hooked up.

mod arithmetic;
mod causes;
mod charts;
mod fates;
mod fields;
mod findings;
mod flags;
mod history;
mod keys;
mod languages;
mod links;
mod locales;
mod marks;
mod numbers;
mod panels;
mod predictions;
mod progress;
mod scenario_files;
mod scenes;
mod session;
mod sessions;
mod spots;
mod stage;
mod traffic;
mod transports;
mod updates;
