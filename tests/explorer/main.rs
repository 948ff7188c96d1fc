//! The page without a page: texts, numbers, links, updates. Host only; the page suite shows that it is hooked up.

mod arithmetic;
mod bills;
mod by_hand; // one request, now
mod causes;
mod causes_of_changes;
mod charts;
mod comparisons;
mod fates;
mod fields;
mod findings;
mod flags;
mod history;
mod interventions;
mod keys;
mod lanes;
mod languages;
mod links;
mod locales;
mod marks;
mod numbers;
mod panels;
mod predictions;
mod presentation;
mod progress;
mod provisioned;
mod region_bursts;
mod scenario_files;
mod scenes;
mod session;
mod sessions;
mod splices;
mod spots;
mod stage;
mod traffic;
mod transports;
mod updates;
