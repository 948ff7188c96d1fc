//! What holds in every run, tried on many random scenarios. A failure names the seed of the scenario that broke the law.

mod answers; // what callers see
mod conservation; // no request is lost and none is counted twice
mod intervened; // what is changed while a run goes on
mod ledger; // where each request is, told by the changes alone
mod levels; // how much there was, and for how long
mod limits; // nothing is admitted at or above a limit
mod monotony; // more room never throttles more, where that is true
mod phases; // environments go round in circles, one arrow at a time
mod provisioned; // what is provisioned serves what it can, and the rest meets what is left
mod provisioned_scenarios; // what is provisioned in the scenarios
mod random_scenarios; // the scenarios
mod recount; // environments, versions and limits, told by the changes alone
mod remembered; // what a frame remembers of attempts and waits
mod repeatable; // same seed, same run; slices and other functions change nothing
mod seeking; // looking at an instant = running to it
mod sums; // every sum of the series agrees with the changes
