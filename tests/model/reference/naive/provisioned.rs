//! Provisioned concurrency.

use lambda_sim::admission::Start;
use lambda_sim::change::Change;
use lambda_sim::id::VersionId;
use lambda_sim::life::ReuseOrder;
use lambda_sim::units::Concurrency;

use super::draws::Made;
use super::inits::Init;
use super::limits::Lately;
use super::{Environment, LIVE, Model, NEXT_PROVISIONED, NextRun, Phase, Provision, REQUEST, Request, What};
use crate::reference::mistakes::Mistake;

impl Model<'_> {
    /// The version that a caller asks for, the live one where it names none.
    pub(super) fn version(&self, caller: usize, function: usize) -> usize {
        let versions = &self.scenario.functions[function].versions;
        let named = self.scenario.callers[caller].qualifier.as_deref();
        if self.gets_wrong(Mistake::QualifiersAreForgotten) {
            return LIVE;
        }
        match versions.iter().position(|version| Some(version.name.as_str()) == named) {
            Some(place) => place + 1,
            None => LIVE,
        }
    }

    /// What the scenario sets is ready when the run begins.
    pub(super) fn provision_at_the_start(&mut self) {
        for (function, settings) in self.scenario.functions.clone().into_iter().enumerate() {
            let further = settings.versions.iter().map(|version| version.provisioned_concurrent_executions);
            for (version, count) in [settings.provisioned_concurrent_executions].into_iter().chain(further).enumerate()
            {
                let count = self.within(function, version, count.map_or(0, Concurrency::get));
                let provision = &mut self.functions[function].versions[version];
                (provision.requested, provision.ready) = (count, count);
                self.make_ready(function, version, count, Made::AsAskedFor);
            }
        }
    }

    /// Environments that have done INIT. The one made last counts as the one used last.
    pub(super) fn make_ready(&mut self, function: usize, version: usize, count: u32, made: Made) {
        let has_run = self.gets_wrong(Mistake::ProvisionedHasRunBefore);
        let next_run = if has_run { NextRun::Further } else { NextRun::First };
        let Provision { init_again, .. } = self.functions[function].versions[version];
        for _ in 0..count {
            let (first_run, age) = self.draw_ready(function, made);
            self.idled += 1;
            self.functions[function].created += 1;
            let number = self.functions[function].created;
            let environment = Environment {
                number,
                version,
                is_provisioned: true,
                created: self.now,
                phase: Phase::Idle,
                request: 0,
                next_run,
                start: Start::Provisioned,
                admitted: self.now,
                was_unreserved: false,
                init_again,
                repeated: 0,
                first_run,
                idle_lifetime: self.scenario.functions[function].idle_lifetime.mean().as_nanos(),
                maximum_age: self.maximum_age(age),
                idle_periods: 0,
                idle_since: self.idled,
            };
            self.functions[function].environments.push(environment);
            self.schedule_expiry(function, self.functions[function].environments.len() - 1);
        }
    }

    /// Somebody asks for more or less of a version. What of it is there goes on serving; the rest comes later, all at once.
    pub(super) fn ask_for_provisioned(&mut self, function: usize, version: usize, requested: u32) {
        let preparation = self.scenario.functions[function].preparation.as_nanos();
        let provision = &mut self.functions[function].versions[version];
        // What is asked for already is on its way, or there.
        if requested == provision.requested {
            return;
        }
        let was_in_progress = provision.ready < provision.requested;
        provision.asked += 1;
        provision.requested = requested;
        provision.ready = provision.ready.min(requested);
        if self.mistake == Some(Mistake::WhatWasReadyWaitsForTheRest) && provision.ready < requested {
            provision.ready = 0;
        }
        let missing = requested - provision.ready;
        let begun = self.begin_provisioned(function, missing, preparation);
        let (mut comes, mut init_again, mut inits) = (0, 0, 0);
        for begun in begun {
            let drawn = self.draw_asked_for(function);
            let Init { takes, again } = self.init_of_provisioned(function, drawn);
            comes = comes.max(begun + takes);
            (init_again, inits) = (again, inits.max(takes));
        }
        let provision = &mut self.functions[function].versions[version];
        match self.mistake {
            Some(Mistake::PreparationIsForgotten) => comes = comes.saturating_sub(preparation),
            Some(Mistake::ProvisionedComesAtOnce) => {
                comes = comes.saturating_sub(u64::from(missing) * NEXT_PROVISIONED);
            }
            Some(Mistake::ProvisionedIsReadyWithTheFirst) => {
                comes = comes.saturating_sub(u64::from(missing.saturating_sub(1)) * NEXT_PROVISIONED);
            }
            Some(Mistake::ProvisionedNeedsNoInit) => comes = comes.saturating_sub(inits),
            Some(Mistake::LaterRequestsDoNotBeginAnew) if was_in_progress => comes = provision.comes.max(self.now),
            _ => {}
        }
        (provision.comes, provision.init_again) = (comes, init_again);
        let asked = provision.asked;
        self.tell_provisioned(function, version, 0);
        if !self.gets_wrong(Mistake::IdleOnesAreNotLetGo) {
            self.let_go(function, version);
        }
        if 0 < missing {
            self.schedule(comes, What::Allocated { function, version, asked });
        }
    }

    /// When each of so many environments is begun: after the preparation one every 10 ms, and until November 2023 when its token
    /// is there.
    fn begin_provisioned(&mut self, function: usize, count: u32, preparation: u64) -> Vec<u64> {
        let prepared = self.now + preparation;
        let evenly = (1..=u64::from(count)).map(|place| prepared + place * NEXT_PROVISIONED).collect::<Vec<_>>();
        if self.is_todays_rule() {
            return evenly;
        }
        let there = self.take_tokens_of_provisioned(function, count).into_iter();
        let with_tokens = there.map(|there| match self.mistake {
            Some(Mistake::TokensOfProvisionedComeAfterThePreparation) => there + preparation,
            Some(Mistake::ProvisionedWaitsForNoToken) => prepared,
            _ => there.max(prepared),
        });
        match self.mistake {
            Some(Mistake::OldProvisionedComesEveryTenMillisecondsToo) => {
                with_tokens.zip(evenly).map(|(there, evenly)| there.max(evenly)).collect()
            }
            _ => with_tokens.collect(),
        }
    }

    /// What was asked for last has come ready: as many environments as are missing now.
    pub(super) fn allocated(&mut self, function: usize, version: usize, asked: u64) {
        let is_last = self.functions[function].versions[version].asked == asked;
        if !is_last && !self.gets_wrong(Mistake::EarlierRequestsComeToo) {
            return;
        }
        self.let_requests_come_back();
        let count = self.count_provisioned(function, version);
        let provision = &mut self.functions[function].versions[version];
        if self.mistake == Some(Mistake::AllocationsFillTheRate) {
            provision.requests_lately = Lately { spent: 0, counted: self.now };
        }
        let missing = match self.mistake {
            Some(Mistake::WhatIsToGoDoesNotCount) => provision.requested - provision.ready,
            Some(Mistake::AllocationsMakeAllAnew) => provision.requested,
            _ => provision.requested.saturating_sub(count),
        };
        provision.ready = provision.requested;
        self.make_ready(function, version, missing, Made::AsAskedFor);
        self.tell_provisioned(function, version, missing);
        self.came_ready(function, version);
    }

    pub(super) fn count_provisioned(&self, function: usize, version: usize) -> u32 {
        let environments = self.functions[function].environments.iter();
        let provisioned = environments.filter(|it| it.is_provisioned && it.version == version);
        u32::try_from(provisioned.count()).expect("a few")
    }

    /// Those that are more than what is ready go, if they are idle, the most recently used first.
    pub(super) fn let_go(&mut self, function: usize, version: usize) {
        while self.functions[function].versions[version].ready < self.count_provisioned(function, version) {
            let is_right = |it: &Environment| it.is_provisioned && it.version == version;
            let environments = &self.functions[function].environments;
            let idle = environments.iter().enumerate().filter(|(_, it)| is_right(it) && it.phase == Phase::Idle);
            let oldest = || idle.min_by_key(|(_, it)| it.idle_since).map(|(place, _)| place);
            let busy = || environments.iter().position(is_right);
            let order = self.scenario.functions[function].life.reuse_order;
            let place = match self.mistake {
                Some(Mistake::OldestIsLetGoFirst) => oldest(),
                Some(Mistake::ReuseOrderChoosesWhoIsLetGo) if order == ReuseOrder::LeastRecentlyUsed => oldest(),
                Some(Mistake::LettingGoCutsWhatRuns) => self.most_recently_used(function, is_right).or_else(busy),
                _ => self.most_recently_used(function, is_right),
            };
            let Some(place) = place else { return };
            let number = self.functions[function].environments.remove(place).number;
            self.tell(Change::Shutdown { environment: self.name(function, number) });
        }
    }

    pub(super) fn tell_provisioned(&mut self, function: usize, version: usize, new: u32) {
        let Provision { requested, ready, .. } = self.functions[function].versions[version];
        self.tell(Change::Provisioned {
            function: self.ids[function],
            version: VersionId::new(u8::try_from(version).expect("a few versions")),
            requested: Concurrency::new(requested),
            available: Concurrency::new(ready),
            new,
        });
    }

    /// A provisioned environment of its version that is free, if synchronous requests do not come too fast for it.
    pub(super) fn provisioned_environment(&mut self, request: usize) -> Option<usize> {
        let Request { function, version, .. } = self.requests[request];
        let serves_any = self.gets_wrong(Mistake::ProvisionedServesEveryVersion);
        let is_right = |it: &Environment| it.is_provisioned && (it.version == version || serves_any);
        let place = self.used_next(request, is_right)?;
        if self.is_held_to_the_provisioned_rate(request) {
            let (now, mistake) = (self.now, self.mistake);
            let provision = &mut self.functions[function].versions[version];
            provision.requests_lately.come_back(now, 10 * provision.ready, mistake);
            let units = match mistake {
                Some(Mistake::ProvisionedRateIsThatOfWhatIsAskedFor) => provision.requested,
                _ => provision.ready,
            };
            if !provision.requests_lately.has_room(10 * units, mistake) {
                return None;
            }
        }
        Some(place)
    }

    fn is_held_to_the_provisioned_rate(&self, request: usize) -> bool {
        match self.mistake {
            Some(Mistake::ProvisionedRateIsForgotten) => false,
            Some(Mistake::EventsAreHeldToTheProvisionedRate) => true,
            _ => !self.is_event(request),
        }
    }

    pub(super) fn start_provisioned(&mut self, request: usize, place: usize) {
        let Request { function, version, .. } = self.requests[request];
        if self.is_held_to_the_provisioned_rate(request) {
            let lately = &mut self.functions[function].versions[version].requests_lately;
            lately.spent += i128::from(REQUEST);
        }
        if self.gets_wrong(Mistake::ProvisionedUsesUpTheOtherRate) {
            self.count_against_the_rate(request);
        }
        self.start_warm(request, place, Start::Provisioned);
    }

    /// Whether something is provisioned and ready for its version, where it has to go elsewhere.
    pub(super) fn is_spillover(&self, request: usize) -> bool {
        let Request { function, version, .. } = self.requests[request];
        let Provision { requested, ready, .. } = self.functions[function].versions[version];
        if self.gets_wrong(Mistake::SpillsOverBeforeItIsReady) { 0 < requested } else { 0 < ready }
    }
}
