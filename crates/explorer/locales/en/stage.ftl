### The stage: lanes, gates, pool, queue, environments.

limits = Limits
count-of = { $inflight } of { $limit }

## The gates
gate-request-rate = Request rate
gate-reserved = Reserved
gate-scaling-rate = Scaling rate
gate-provisioned = Provisioned
gate-provisioned-busy = { $used } busy
gate-provisioned-ready = { $available } of { $requested } ready
gate-none-set = none set
gate-many-set = { $count } set
gate-unreserved = unreserved { $inflight } of { $limit }
gate-reservation = { $function } { $reserved }
gate-rate = { $rate }/s let in
gate-rate-of-function = { $function } { $rate }/s let in
gate-rate-of = of { $allowed }/s
gate-rate-none = not for events
reserve = reserve
reserve-for = Reserve concurrency for { $function }
reservation-of = Reservation of { $function }
reserve-no-room = leaves less than 100

## The lanes
lanes-title = The last 100 attempts of each function
lane-throttled = { $throttled } of { $recent }
lane-answer = caller gets { $status }
lane-answer-got = { $caller } gets { $status }
lane-answer-of = { $caller } answers { $status }
lane-answer-api = its API answers { $status }
lane-answer-error = { $caller }: { $status } + error
lane-answer-retried = { $caller } gets { $status }, retries
lane-back = back to the queue
lane-blocked = shard waits, retries
lane-given-up = given up at once
lane-failed = { $errors } failed
lane-runs = of { $runs } so far
lane-runs-running = of { $runs }, { $running } running
lane-none = no request yet
lane-label = { $function }: of the last { $recent } attempts { $throttled } were throttled
lane-at-request-rate = { $throttled } at the request rate
lane-at-reservation = { $throttled } at its reservation of { $reserved }
lane-at-account-limit = { $throttled } at the account limit
lane-at-scaling-rate = { $throttled } at the scaling rate
lanes-more = { $count } others
lanes-more-in-flight = { $count } in flight
lanes-more-throttled = throttled
lanes-more-label = of their last { $recent } attempts { $throttled } were throttled
lane-label-none = { $function }: no attempt yet
caller-invoke = Invoke
caller-function-url = function URL
caller-event = Event
caller-authorizer = API authorizer
caller-destination = destination of records
caller-asynchronous = { $caller }, async

## The pool
pool-title = In flight
pool-scale = 1 square = { $count }
pool-label = { $inflight } of { $limit } in flight: { $functions }
pool-held = { $function } { $count }
pool-all-unreserved = all unreserved
pool-unreserved = unreserved { $size }
pool-reserved = reserved
pool-provisioned = provisioned { $size }
pool-provisioning = { $available } of { $size } ready

## The asynchronous queue
queue = Asynchronous queue
queue-waiting = waiting, oldest
queue-rule = wait before the next attempt; doubles with each throttle, up to 5 min
queue-rule-errors = wait before the next attempt; after an error 1 min, then 2 min
queue-scale = (1 square = { $count })
queue-minutes = 1–5 min
queue-expiry = too old
queue-done = done
queue-dropped = dropped
queue-dead-letters = DLQ ({ $service })
queue-lost = lost
queue-on-success = record on success
queue-on-failure = record on failure
queue-age = maximum age
queue-age-of = Maximum age of events of { $function }, seconds

## The environments
environments = Execution environments
phase-invoke = INVOKE
phase-init = INIT
phase-idle = idle
phase-provisioned = provisioned
environments-provisioned = { $count } provisioned
environments-invoke = { $count } INVOKE
environments-init = { $count } INIT
environments-idle = { $count } idle

## Queues and streams
source = SQS queue
sources = Queues and streams
sources-rule = what waits is read as soon as a poller or a lane is free
sources-pollers = pollers and lanes
stream = Stream
source-waiting = waiting, oldest
source-rule = a message waits until a poller reads it, and is deleted when its batch has run without an error
stream-rule = a record waits until its lane is free; behind a batch that failed nothing is read
source-visible = waiting
source-in-flight = in batches
source-pollers = pollers
stream-lanes = shards × factor
stream-blocked = blocked
