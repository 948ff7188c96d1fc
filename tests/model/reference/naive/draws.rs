//! What is drawn for environments, and from which stream. The draws themselves are the engine's: they are not what is compared.

use lambda_sim::id::RequestId;
use lambda_sim::law::Law;
use lambda_sim::random::{Dice, Purpose, Stream, Throw};
use lambda_sim::scenario::{self, LATEST};

use super::{LIVE, MINUTE, Model, Request};
use crate::reference::mistakes::Mistake;

/// One stream for each purpose.
#[derive(Clone, Debug)]
pub(super) struct Streams {
    setup: Stream,
    init: Stream,
    first_run: Stream,
    idle_lifetime: Stream,
    maximum_age: Stream,
    vpc: Stream,
    restore: Stream,
    provisioned: Stream,
    replacement: Stream,
}

impl Streams {
    pub(super) fn of(seed: u64, name: &str, ordinal: u64) -> Self {
        let stream = |purpose| Stream::new(seed, purpose, name, ordinal);
        Self {
            setup: stream(Purpose::Setup),
            init: stream(Purpose::Init),
            first_run: stream(Purpose::FirstRun),
            idle_lifetime: stream(Purpose::IdleLifetime),
            maximum_age: stream(Purpose::MaximumAge),
            vpc: stream(Purpose::Vpc),
            restore: stream(Purpose::Restore),
            provisioned: stream(Purpose::Provisioned),
            replacement: stream(Purpose::Replacement),
        }
    }

    fn way_into_the_vpc(&mut self, settings: &scenario::Function) -> u64 {
        settings.life.vpc.map_or(0, |measured| Law::Dated(measured).sample(&mut self.vpc).as_nanos())
    }

    fn restore(&mut self, settings: &scenario::Function, is_published: bool) -> Option<u64> {
        let law = settings.runtime.and_then(|runtime| settings.life.snap_start.restore(runtime));
        law.filter(|_| is_published).map(|law| law.sample(&mut self.restore).as_nanos())
    }

    fn age(&mut self, settings: &scenario::Function) -> u64 {
        settings.life.maximum_age.sample(&mut self.maximum_age).as_nanos().max(MINUTE)
    }
}

/// What an environment takes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Drawn {
    pub(super) setup: u64,
    pub(super) way_into_the_vpc: u64,
    pub(super) init: u64,
    /// What it takes in place of INIT.
    pub(super) restore: Option<u64>,
    pub(super) first_run: u64,
    pub(super) idle_lifetime: u64,
    pub(super) maximum_age: u64,
}

/// Why a provisioned environment is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Made {
    AsAskedFor,
    InPlaceOfAnother,
}

fn init(settings: &scenario::Function) -> Law {
    settings.init_law().expect("a checked scenario has a law of INIT")
}

impl Model<'_> {
    fn is_published(&self, function: usize, version: usize) -> bool {
        let versions = &self.scenario.functions[function].versions;
        version == LIVE || versions[version - 1].name != LATEST || self.gets_wrong(Mistake::LatestHasASnapshot)
    }

    /// What is drawn for an environment on demand as it is begun.
    pub(super) fn draw_on_demand(&mut self, request: usize) -> Drawn {
        let Request { function, version, number, .. } = self.requests[request];
        let is_published = self.is_published(function, version);
        let settings = &self.scenario.functions[function];
        let (first_run, setup) = (settings.first_run_law(), settings.setup_law());
        let mut drawn = Drawn::default();
        let mut of_its_own;
        let streams = if let Some(by_hand) = RequestId(number).by_hand() {
            let mut stream = Stream::new(self.scenario.seed, Purpose::EnvironmentByHand, &settings.name, by_hand);
            drawn.setup = setup.sample(&mut stream).as_nanos();
            drawn.init = init(settings).sample(&mut stream).as_nanos();
            drawn.first_run = first_run.sample(&mut stream).as_nanos();
            drawn.idle_lifetime = settings.idle_lifetime.sample(&mut stream).as_nanos();
            of_its_own = Streams::of(self.scenario.seed, &settings.name, by_hand + 1);
            &mut of_its_own
        } else {
            let streams = &mut self.functions[function].streams;
            drawn.setup = setup.sample(&mut streams.setup).as_nanos();
            drawn.first_run = first_run.sample(&mut streams.first_run).as_nanos();
            drawn.idle_lifetime = settings.idle_lifetime.sample(&mut streams.idle_lifetime).as_nanos();
            if self.mistake != Some(Mistake::RestoredOnesDrawNoInit)
                || !is_published
                || settings.life.snap_start == lambda_sim::life::SnapStart::None
            {
                drawn.init = init(settings).sample(&mut streams.init).as_nanos();
            }
            streams
        };
        drawn.way_into_the_vpc = streams.way_into_the_vpc(settings);
        drawn.restore = streams.restore(settings, is_published);
        drawn.maximum_age = streams.age(settings);
        drawn
    }

    /// What is drawn for a provisioned environment as it is asked for.
    pub(super) fn draw_asked_for(&mut self, function: usize) -> Drawn {
        let settings = &self.scenario.functions[function];
        let streams = &mut self.functions[function].streams;
        let from_others = self.mistake == Some(Mistake::ProvisionedDrawsFromTheStreamsOfTheOthers);
        let of_setup = if from_others { &mut streams.setup } else { &mut streams.provisioned };
        let setup = settings.setup_law().sample(of_setup).as_nanos();
        let of_init = if from_others { &mut streams.init } else { &mut streams.provisioned };
        let init = init(settings).sample(of_init).as_nanos();
        Drawn { setup, init, way_into_the_vpc: streams.way_into_the_vpc(settings), ..Drawn::default() }
    }

    /// And as it comes ready: what its first run takes on top, and how old it becomes.
    pub(super) fn draw_ready(&mut self, function: usize, made: Made) -> (u64, u64) {
        let settings = &self.scenario.functions[function];
        let streams = &mut self.functions[function].streams;
        let is_in_place = made == Made::InPlaceOfAnother && self.mistake != Some(Mistake::ReplacedOnesDrawAsAskedFor);
        let stream = if is_in_place { &mut streams.replacement } else { &mut streams.provisioned };
        let first_run = settings.first_run_law().sample(stream).as_nanos();
        (first_run, streams.age(settings))
    }

    /// INIT and first run that come again after a reset belong to the attempt.
    pub(super) fn throw_repeated(&self, request: usize) -> (u64, u64) {
        let Request { number, attempts, .. } = self.requests[request];
        let settings = self.settings(request);
        let dice = Dice::new(self.scenario.seed, &settings.name);
        let thrown = |law: Law, throw| law.thrown(dice, RequestId(number), attempts, throw).as_nanos();
        (thrown(init(settings), Throw::Init), thrown(settings.first_run_law(), Throw::FirstRun))
    }
}
