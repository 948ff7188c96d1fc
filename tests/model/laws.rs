//! What holds in every run, tried on many random scenarios. A failure names the seed of the scenario that broke the law.

mod conservation; // requests = invocations + throttles, and every sum agrees
mod limits; // nothing is admitted at or above a limit
mod monotony; // more room never throttles more, where that is true
mod phases; // environments go round in circles, one arrow at a time
mod random_scenarios; // the scenarios
mod repeatable; // same seed, same run; slices and other functions change nothing
mod seeking; // looking at an instant = running to it
