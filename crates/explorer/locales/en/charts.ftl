### The outcome: charts, what they show, and the run in numbers.

as-table = as table
as-charts = as charts
outcome-summary = { $requests } requests, { $throttles } throttles, { $cold } cold starts
outcome-cold-answers = Half of the cold starts answered within: { $answers }
outcome-errors = { $errors } of { $runs } invocations failed
outcome-iterator-age = IteratorAge up to { $age }
outcome-events = { $received } events: { $done } done, { $dropped } given up, { $left } left

outcome-provisioned = { $provisioned } provisioned starts, { $spillovers } spilled over

## What it costs
bill = Cost of the run
bill-requests = Requests
bill-duration = Duration
bill-provisioned = Provisioned
bill-gb-seconds = { $amount } GB·s
bill-compared = before { $before }, now { $after }: { $change }
bill-assumes = Prices of { $region }, read { $read }, without free tier; memory as set, runs that have ended.

## Titles and units
chart-concurrency = Concurrency
chart-throttles = Throttles
chart-cold-starts = Cold starts
chart-spill-over = Spill-over
chart-backlog = Asynchronous backlog
chart-age = Age of the oldest event
charts-tabs = Charts
tab-backlog = Backlog
tab-age = Age
per-second = /s
per-part = per { $each }
second = second
unit-events = events

## On the charts
label-account-limit = account limit
label-reserved = { $function } reserved
label-provisioned = { $function } provisioned
label-burst = { $count ->
    [one] 1 environment of { $function } in { $lasts }
   *[other] { $count } environments of { $function } in { $lasts }
  }
label-burst-short = { $count } in { $lasts }
limit-account = account limit
limit-reserved = reserved
limit-scaling-rate = scaling rate
limit-request-rate = request rate
no-values = none
no-requests = no requests
no-throttles = no request was throttled
no-cold-starts = no cold starts
no-spill-over = nothing spilled over
no-events = no events

## The run before
ghost = before
ghost-limit = before: limit { $limit }
ghost-reserved = before: { $function } reserved { $reserved }
ghost-not-reserved = before: { $function } not reserved
ghost-without = before: without “{ $change }”
ghost-throttles = before: { $limit }
compared-throttles = Throttles { $before } → { $after }
compared-cold-starts = Cold starts { $before } → { $after }
compared = Throttles { $before } → { $after }, { $function } served { $change }
compared-sides = Throttles { $before } → { $after }. { $spared }: { $fewer } fewer; { $paying }: { $more } more
compared-others = { $functions } and { $count } more functions

## The cursor in words
time-in-chart = Time in the chart “{ $chart }”
at-concurrency = { $clock }: { $inflight } of { $limit } in flight
at-throttles = { $count ->
    [one] { $clock }: 1 throttle in the last { $each }
   *[other] { $clock }: { $count } throttles in the last { $each }
  }
at-cold-starts = { $count ->
    [one] { $clock }: 1 cold start in the last { $each }
   *[other] { $clock }: { $count } cold starts in the last { $each }
  }
at-spill-over = { $count ->
    [one] { $clock }: 1 invocation spilled over in the last { $each }
   *[other] { $clock }: { $count } invocations spilled over in the last { $each }
  }
at-backlog = { $count ->
    [one] { $clock }: 1 event waits
   *[other] { $clock }: { $count } events wait
  }
at-age = { $clock }: the oldest event has waited { $age }
at-age-none = { $clock }: no event waits

## What the charts show
finding-concurrency = Highest concurrency { $highest } of { $limit }, at { $at }; mean { $mean }.
finding-concurrency-of = Highest concurrency { $highest } of { $limit }, at { $at }, { $held } of it by { $function }; mean { $mean }.
finding-begins = Throttling begins at { $at }.
finding-begins-account = Throttling begins at { $at } because the account limit of { $limit } is full.
finding-begins-unreserved = Throttling begins at { $at } because the { $limit } that nobody has reserved are full.
finding-begins-reserved = Throttling begins at { $at } because the reservation of { $function }, { $limit }, is full.
finding-begins-scaling = Throttling begins at { $at } because { $function } has used up its { $limit } new environments at once.
finding-begins-burst = Throttling begins at { $at } because the functions of the Region together have used up their { $limit } new environments at once.
finding-begins-rate = Throttling begins at { $at } because the request rate of { $limit } a second is used up.
finding-throttles = { $throttled } of { $attempts } attempts are throttled until { $until }.
finding-throttles-by = By { $limit }: { $count }.
finding-no-throttles = None of { $requests } requests was throttled.
finding-cold-starts = { $cold } of { $invocations } invocations were cold starts.
finding-burst = The largest burst: { $burst }, from { $at } on.
finding-spill-over = { $spilled } of { $invocations } invocations of versions with provisioned concurrency spilled over, most at { $at }.
finding-no-spill-over = All { $invocations } invocations found a provisioned environment.
finding-backlog = At most { $highest } events waited, at { $at }.
finding-first-only = None of them waited for a second attempt.
finding-drained = The queue had drained at { $at }.
finding-left = When the run ends, { $left } still wait.
finding-age = The oldest waiting event was { $age } old at most, at { $at }.

## The charts as tables
table-highest = { $chart }: the highest in each { $each }
table-sums = { $chart }: how many in each { $each }

## Queues and streams
chart-queue-backlog = Queue backlog
chart-queue-age = Age of the oldest message
chart-stream-backlog = Stream backlog
chart-stream-age = Age of the oldest record
tab-queue-backlog = Queue
tab-queue-age = Age
tab-stream-backlog = Stream
tab-stream-age = Age
unit-messages = messages
unit-records = records
nothing-sent = nothing was sent
at-source-backlog = { $count ->
    [one] { $clock }: 1 waits to be read
   *[other] { $clock }: { $count } wait to be read
  }
at-source-age = { $clock }: the oldest in the event source is { $age } old
at-source-age-none = { $clock }: the event source is empty
finding-source-backlog = At most { $highest } waited to be read, at { $at }; at most { $taken } were in batches.
finding-source-age = The oldest was { $age } old at most, at { $at }.
finding-iterator-age = IteratorAge, as a batch was sent to the function: { $age } at most.
