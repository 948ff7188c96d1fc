### Why something happens: the sentences for the instant at the cursor.

why-no-requests = No request has arrived yet. Press Play, or step to the first one.
why-nothing-comes = No request comes in this run: every rate is 0.
why-calm = { $inflight ->
    [one] 1 of the account’s { $limit } is in flight. Every request has found room.
   *[other] { $inflight } of the account’s { $limit } are in flight. Every request has found room.
  }
why-cold-starts = { $count ->
    [one] A request found no idle environment of { $function }: 1 new environment is in INIT, and its request waits.
   *[other] Requests found no idle environment of { $function }: { $count } new ones are in INIT, and their requests wait.
  }
why-updated = { $count ->
    [one] { $function } was updated at { $clock }, and environments of before are not used again: 1 new one is in INIT, and its request waits.
   *[other] { $function } was updated at { $clock }, and environments of before are not used again: { $count } new ones are in INIT, and their requests wait.
  }
why-quota-empty = A client gives up: its retry quota is used up.
why-recovered = { $inflight ->
    [one] No request is throttled any more; the last was at { $clock }. 1 of the account’s { $limit } is in flight.
   *[other] No request is throttled any more; the last was at { $clock }. { $inflight } of the account’s { $limit } are in flight.
  }
why-account-held-by-one = { $function } holds { $held } of the account’s { $limit }. Nothing is reserved for the other functions, so they are throttled with it.
why-account-held-alone = { $function } has { $held } of the account’s { $limit } in flight. Whatever comes beyond that is throttled with 429.
why-account-shared = { $inflight } of the account’s { $limit } are in flight, shared by several functions. Nothing is reserved, so each of them is throttled.
why-unreserved-held = { $reserved } of { $limit } are reserved. { $function } holds { $held } of the other { $left }, so functions without a reservation are throttled.
why-reservation-provisioned = { $function } is throttled at its own reservation: all { $reserved } are provisioned, which leaves nothing to run on demand.
why-reservation-shared = { $function } is throttled at its own reservation: { $provisioned } of { $reserved } are provisioned, and { $demand } of the other { $left } are in flight on demand.
why-reservation = { $function } is throttled at its own reservation: { $held } of { $reserved } are in flight. The account has { $free } free, but not for it.
why-switched-off = { $function } is switched off: its reserved concurrency is 0, so every synchronous request is throttled.
why-idle = { $count ->
    [one] Nothing is in flight. 1 environment is idle: a request that finds it starts at once.
   *[other] Nothing is in flight. { $count } environments are idle: a request that finds one starts at once.
  }
why-all-shut-down = Nothing is in flight. The last idle environment is gone, so whatever is admitted next is a cold start.
why-accepted = { $count ->
    [one] 1 event of { $function } was accepted with 202 and waits for its first attempt.
   *[other] { $count } events of { $function } were accepted with 202 and wait for their first attempt.
  }
why-queue-at-account = { $function } has { $held } of the account’s { $limit } in flight.
why-queue-at-reservation = { $function } has { $held } of its reserved { $reserved } in flight.
why-events-wait = { $waiting ->
    [one] 1 event waits in Lambda’s queue and is tried again.
   *[other] { $waiting } events wait in Lambda’s queue and are tried again.
  }
why-events-dropped = { $dropped ->
    [one] { $function } is switched off: its reserved concurrency is 0. Callers get 202, but 1 event was given up.
   *[other] { $function } is switched off: its reserved concurrency is 0. Callers get 202, but { $dropped } events were given up.
  }
why-scaling-rate = { $function } has used up its { $burst } new environments at once. { $rate } more come each second; the rest is throttled.
why-region-burst = All functions of the Region together have used up the { $burst } new environments at once of the time before November 2023. { $rate } more come each minute; the rest is throttled.
why-request-rate = Requests to { $function } come faster than { $allowed } a second, { $factor } × the limit of { $limit }. Only { $held } are in flight.
why-unreserved-provisioned = { $claimed } of { $limit } are provisioned. { $function } holds { $held } of the other { $left }, so functions without a reservation are throttled.
why-unreserved-claimed = { $claimed } of { $limit } are reserved or provisioned. { $function } holds { $held } of the other { $left }: the rest is throttled.
why-polling = { $visible ->
    [one] 1 message waits in the queue of { $function }: its { $pollers } pollers have a batch each and take the next when it is done.
   *[other] { $visible } messages wait in the queue of { $function }: its { $pollers } pollers have a batch each and take the next when it is done.
  }
why-reading = { $visible ->
    [one] 1 record waits for { $function }: each of its { $lanes } lanes has a batch in flight and then reads the next.
   *[other] { $visible } records wait for { $function }: each of its { $lanes } lanes has a batch in flight and then reads the next.
  }
why-disabled = { $visible ->
    [one] 1 message waits for { $function }: its event source mapping is disabled, so nobody reads it.
   *[other] { $visible } messages wait for { $function }: its event source mapping is disabled, so nobody reads them.
  }
why-stream-disabled = { $visible ->
    [one] 1 record waits for { $function }: its event source mapping is disabled, so nobody reads it.
   *[other] { $visible } records wait for { $function }: its event source mapping is disabled, so nobody reads them.
  }
why-blocked = A failing batch of { $function } blocks its shard, { $blocked } of { $lanes }. The oldest record has waited { $age }.
why-spill-over = The { $available } provisioned environments of { $function } are not enough: the rest spills over, { $demand } on demand now.
why-spill-over-rate = { $function } gets more than { $allowed } requests a second, { $factor } × its { $available } provisioned. The rest spills over, though { $free } are free.
why-allocating = { $function } is being provisioned (IN_PROGRESS): { $available } of { $requested } are ready. None of the new ones is used before { $clock }.
why-ready = Every request to { $function } starts at once: { $busy } of its { $available } provisioned environments are busy.
why-api-gateway = API Gateway’s own limit is used up: { $burst } requests at once, then { $rate } a second. It has answered { $count } requests to { $function } with 429; Lambda never saw them.
why-identity-missing = { $count } requests to { $function } came without an identity: API Gateway answered 401 and invoked nobody.
why-denied = The authorizer denies some identities: { $count } requests to { $function } were answered 403 so far.
why-authorizer-failed = The authorizer of { $function } fails: { $count } requests were answered 500 so far, and the function never saw them.
why-authorizer-too-slow = The authorizer of { $function } takes longer than API Gateway waits: { $count } requests were answered 500 so far.
why-authorizer-throttled = The authorizer of { $function } is throttled, so its API refuses: { $count } requests were answered 500 so far.
why-authorizer-holds = { $function } holds { $held } of the account’s { $limit } and is throttled, so the API of { $api } answers 500: { $count } times so far.
why-authorizer-refuses = It authorizes the API of { $api }, which answers 500 instead: { $count } requests so far.
why-too-late = { $count ->
    [one] 1 request to { $function } runs on for nobody: its API has waited long enough and answered its client.
   *[other] { $count } requests to { $function } run on for nobody: their API has waited long enough and answered their clients.
  }
why-backlog = { $count ->
    [one] Nobody is throttled now, but 1 event of { $function } waits to be tried again; it came at { $clock }.
   *[other] Nobody is throttled now, but { $count } events of { $function } wait to be tried again; the oldest came at { $clock }.
  }
why-retrying = { $count ->
    [one] Nobody is throttled now, but 1 request to { $function } waits for its SDK to send it again.
   *[other] Nobody is throttled now, but { $count } requests to { $function } wait for their SDK to send them again.
  }
why-failing = { $function } fails: { $errors } of its { $runs } invocations so far ended with an error.
why-failing-running = { $running ->
    [one] { $function } fails: { $errors } of { $runs } invocations ended with an error, 1 still runs.
   *[other] { $function } fails: { $errors } of { $runs } invocations ended with an error, { $running } still run.
  }
why-timing-out = { $function } runs into its timeout of { $timeout }: { $errors } of its { $runs } invocations were cut off.
why-failed-wait = { $count ->
    [one] 1 event waits to be tried again.
   *[other] { $count } events wait to be tried again.
  }
why-waiting-after-errors = { $count ->
    [one] 1 event of { $function } ended with an error and waits to be tried again; it came at { $clock }.
   *[other] { $count } events of { $function } ended with an error and wait to be tried again; the oldest came at { $clock }.
  }
why-given-up-kept = { $dropped ->
    [one] 1 event of { $function } was given up. It is in the dead-letter queue.
   *[other] { $dropped } events of { $function } were given up. They are in the dead-letter queue.
  }
why-given-up-recorded = { $dropped ->
    [one] 1 event of { $function } was given up. A record of it went to the destination on failure.
   *[other] { $dropped } events of { $function } were given up. Records of them went to the destination on failure.
  }
why-given-up-lost = { $dropped ->
    [one] 1 event of { $function } was given up and is lost: there is no dead-letter queue.
   *[other] { $dropped } events of { $function } were given up and are lost: there is no dead-letter queue.
  }

## The rule under the sentence, where arithmetic explains nothing
note-throttled-events = A throttled event is tried again after 1 s, then 2, 4, 8 s, doubling up to 5 min, until it is { $age } old. Each waits on its own, even while environments are idle.
note-error-synchronous = A synchronous caller gets the error; Lambda does not try again.
note-retries-none = After an error Lambda does not try an event again.
note-retries-one = After an error Lambda tries an event once more, 1 min later.
note-retries-two = After an error Lambda tries an event again 1 min later, and once more 2 min after that.
note-end-kept = What is given up goes to the dead-letter queue ({ $service }).
note-end-recorded = Of what is given up a record goes to the destination on failure.
note-end-lost = What is given up is lost: there is no dead-letter queue.
note-polled = A mapping begins with 5 pollers and gets { $ramp } while messages wait, up to { $most }. Each has one invocation in flight.
note-polled-by-group = A FIFO queue has no ramp: one poller for each of its { $groups } groups.
note-authorizer-kept = API Gateway keeps an answer of the authorizer for { $lasts }. So far it has asked for { $asked } of { $requests } requests to { $function }; the others were known.
note-authorizer-not-kept = API Gateway keeps no answer of the authorizer: each request to { $function } is two invocations, one after the other.
note-cold-starts = { $rate } × { $init } of INIT = { $count } requests before the first new environment is ready. Each that finds nothing idle starts one more.
note-reservation = { $reserved } reserved − { $provisioned } provisioned = { $left } on demand: for $LATEST, for versions without provisioned concurrency, and for what spills over.
note-vpc-then = In a VPC as of { $month }, Lambda made a network interface for each new environment while its request waited: { $mean } on average. Meanwhile the next requests found nothing idle and started more.
note-vpc-now = In a VPC today the network interface is made when the function is configured. A new environment only joins it, in { $mean }.
note-disabled = Messages and records grow older meanwhile. When the mapping is enabled again it goes on where it stopped.
note-lanes = { $shards } shards × ParallelizationFactor { $factor } = { $lanes } batches in flight at most, however fast records come.
note-stream-order = A shard is read in order: what is behind a batch that failed waits until the batch succeeds or is given up.
note-stream-bisect = Each time it fails it is split in two.
note-stream-attempts = { $retries ->
    [one] It is given up after 1 more attempt, or when it is { $age } old.
   *[other] It is given up after { $retries } more attempts, or when it is { $age } old.
  }
note-stream-age = It is tried again until its records are { $age } old.
note-alarm-high = AlarmHigh at { $clock }: utilization was { $seen }, above the target of { $target } for 3 minutes. Application Auto Scaling went from { $from } to { $to }.
note-alarm-low = AlarmLow at { $clock }: utilization was { $seen }, below { $low } for 15 minutes. Application Auto Scaling went from { $from } to { $to }.
note-range = { $range } moved what is provisioned at { $clock }: from { $from } to { $to }.
note-scaling-waits = These are used from { $clock } on; until then no alarm acts.
note-scaling-refused = AWS refused it: too little would be left.
note-sdk = The SDK tries { $attempts } times in all. It waits a random part of 1 s, then of 2 s, doubling up to 20 s.

## The arithmetic under the sentence
equation = { $rate } × { $seconds } s = { $own } for { $function }, { $others } for the others: { $total } wanted at once
equation-alone = { $rate } × { $seconds } s = { $own } wanted at once by { $function }
equation-provisioned = { $rate } × { $seconds } s = { $own } for { $function }, { $served } provisioned, { $others } for the others: { $total } on demand
equation-provisioned-rate = { $factor } × { $limit } = { $allowed }/s in provisioned environments, { $rate } wanted
equation-request-rate = { $factor } × { $limit } = { $allowed }/s allowed, { $rate } wanted
bar-limit = limit { $allowed }
bar-request-rate = { $allowed }/s
bar-reserved = reserved { $allowed }
bar-unreserved = unreserved { $allowed }
bar-on-demand = on demand { $allowed }
bar-provisioned = provisioned { $allowed }
bar-spills-over = { $excess } spill over: { $share } in 100
bar-environments = { $allowed } environments
bar-too-many = { $excess } too many: { $share } in 100
bar-room = room for { $room } more
