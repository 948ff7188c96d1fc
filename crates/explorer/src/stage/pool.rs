//! The pool: rooms under the roof of the account's limit, and a square in them for each request in flight.

use core::ops::Range;

use lambda_sim::frame::Frame;
use lambda_sim::id::FunctionId;
use lambda_sim::plan::Plan;

/// The most squares that are told apart; with more, a square stands for several requests.
const SQUARES_MAX: u32 = 1_000;

/// The pool at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// How many requests a square stands for.
    pub scale: u32,
    /// Its rooms from the floor up: first what all functions without a reservation share, then the reservations, each function's
    /// provisioned concurrency above the room that it is taken out of.
    pub rooms: Vec<Room>,
}

/// A room of the pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Whom it is kept for.
    pub holder: Holder,
    /// How many requests may be in it.
    pub size: u32,
    /// For how many it is ready: fewer only while provisioned concurrency is being allocated.
    pub available: u32,
    /// Who is in it, from the floor up.
    pub occupants: Vec<Occupant>,
    scale: u32,
}

/// Whom a room is kept for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// All functions without a reservation.
    Everyone,
    /// A function with a reservation: what of it is not provisioned.
    Reservation(FunctionId),
    /// The versions of a function with provisioned concurrency.
    Provisioned(FunctionId),
}

/// A function's requests in a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occupant {
    /// The function.
    pub function: FunctionId,
    /// How many of its requests are in INVOKE.
    pub invoke: u32,
    /// How many wait for INIT.
    pub init: u32,
    /// The squares that the first fill, counted from the floor of the room.
    pub invoke_squares: Range<u32>,
    /// The squares that the others fill.
    pub init_squares: Range<u32>,
}

impl Pool {
    /// The pool at the instant of a frame.
    pub fn of(frame: &Frame, plan: &Plan) -> Self {
        let scale = requests_per_square(plan.account_limit().get());
        // The last function stands on the floor, so that their order is that of the lanes.
        let from_floor = || plan.function_ids().collect::<Vec<_>>().into_iter().rev();
        let reserved_of = |id: FunctionId| plan.function(id).reserved;
        let shared = from_floor().filter(|id| reserved_of(*id).is_none()).collect();
        let shared = Room::of(frame, Holder::Everyone, frame.unreserved_limit.get(), shared, scale);
        let requested = |id: FunctionId| frame.function(id).provisioned_requested();
        let provisioned = |id| Room::of(frame, Holder::Provisioned(id), requested(id).get(), vec![id], scale);
        let of_shared = from_floor().filter(|id| reserved_of(*id).is_none()).map(provisioned);
        let of_reserved = |id: FunctionId| {
            let on_demand = reserved_of(id)?.saturating_sub(requested(id)).get();
            Some([Room::of(frame, Holder::Reservation(id), on_demand, vec![id], scale), provisioned(id)])
        };
        let rooms = [shared].into_iter().chain(of_shared).chain(from_floor().filter_map(of_reserved).flatten());
        Self { scale, rooms: rooms.filter(|room| 0 < room.size).collect() }
    }

    /// The squares of all rooms together.
    pub fn squares(&self) -> u32 {
        self.rooms.iter().map(Room::squares).sum()
    }
}

impl Room {
    fn of(frame: &Frame, holder: Holder, size: u32, functions: Vec<FunctionId>, scale: u32) -> Self {
        let mut fill = Fill { scale, requests: 0, squares: 0 };
        let occupant = |function: FunctionId| {
            let state = frame.function(function);
            let busy: u32 = state.provisioned.iter().map(|one| one.busy.get()).sum();
            let (invoke, init) = match holder {
                Holder::Provisioned(_) => (busy, 0),
                _ => (state.phases.invoke.get() - busy, state.phases.init.get()),
            };
            let (invoke_squares, init_squares) = (fill.add(invoke), fill.add(init));
            Occupant { function, invoke, init, invoke_squares, init_squares }
        };
        let available = match holder {
            Holder::Provisioned(id) => {
                frame.function(id).provisioned.iter().map(|one| one.state.available().get()).sum()
            }
            _ => size,
        };
        Self { holder, size, available, occupants: functions.into_iter().map(occupant).collect(), scale }
    }

    /// Its squares, filled or not.
    pub fn squares(&self) -> u32 {
        self.size.div_ceil(self.scale)
    }

    /// Its filled squares.
    pub fn filled(&self) -> u32 {
        self.requests().div_ceil(self.scale)
    }

    /// Its squares that are filled or could be: of provisioned environments those that are ready.
    pub fn ready(&self) -> u32 {
        self.available.div_ceil(self.scale).max(self.filled()).min(self.squares())
    }

    /// The requests in it.
    pub fn requests(&self) -> u32 {
        self.occupants.iter().map(Occupant::requests).sum()
    }
}

impl Occupant {
    /// Its requests in flight.
    pub fn requests(&self) -> u32 {
        self.invoke + self.init
    }
}

/// Fills the squares of a room one after another. It rounds over the whole room, so that all squares together stand for all
/// requests, and a few still fill one.
struct Fill {
    scale: u32,
    requests: u32,
    squares: u32,
}

impl Fill {
    /// The squares that so many more requests fill.
    fn add(&mut self, requests: u32) -> Range<u32> {
        let from = self.squares;
        self.requests += requests;
        self.squares = self.requests.div_ceil(self.scale);
        from..self.squares
    }
}

/// How many requests a square stands for, so that there are not too many squares.
fn requests_per_square(limit: u32) -> u32 {
    steps().find(|step| limit.div_ceil(*step) <= SQUARES_MAX).unwrap_or(u32::MAX)
}

/// What a square can stand for: 1, 2, 5, 10, ...
pub(super) fn steps() -> impl Iterator<Item = u32> {
    (0..9).map(|power| 10_u32.pow(power)).flat_map(|power| [power, 2 * power, 5 * power])
}
