### What is wrong with a scenario, a link or a file.

rule-expected-integer = must be a whole number
rule-expected-span = must be a length of time, such as 800ms, 1.5s or 5m
rule-expected-rate = must be a rate, such as 100/s, 90/min or 5/h
rule-expected-fraction = must be a part of all, such as 5%, or 0.05 in a link
rule-fraction-out-of-range = must be from 0% to 100%
rule-more-than-all = errors, hanging runs and crashes together cannot be more than 100%
rule-snap-start-runtime = SnapStart needs a runtime of Java 11, Python 3.12 or .NET 8, or of a later version
rule-snap-start-image = SnapStart needs a zip file, not an image
rule-snap-start-provisioned = SnapStart and provisioned concurrency exclude each other
rule-snap-start-not-measured = nobody has measured how long this runtime took to restore then
rule-not-measured = nobody has measured INIT of this runtime packaged like that
rule-no-destination = must be a service that AWS delivers to, or another function of the scenario
rule-one-of = must be one of { $names }
rule-too-many-events = so many events could wait at once, but a run can hold { $max }; lower the rate or the maximum event age
rule-expected-point = must be instants with rates a second, such as 0s:120,60s:4000
rule-expected-burst = must be instants with counts, such as 10s:1000
rule-points-in-order = must not be earlier than the line above
rule-no-line = there must be at least one line
rule-too-many-lines = there can be at most { $max } lines
rule-past = lies before { $clock }, and edits hold from there on
rule-instant = must be an instant, such as 1:20, 80s or 80
rule-rate = must be a rate from 0, such as 4,000 or 90/min
sheet-problem = The table cannot be taken: { $rule }.
sheet-problem-line = Line { $line }, { $typed }: { $rule }. The run keeps the traffic it has.
rule-out-of-range = must be from { $min } to { $max }
rule-rate-too-high = must be at most { $max }/s
rule-behind-the-end = must not lie behind the end of the run, at { $length }
rule-thousands = can be read in two ways: write 4,000 for four thousand, 4.0 for four
rule-not-in-the-run = must come before the end of the run, at { $length }
rule-not-after = must come after { $at }, when it begins
rule-no-end = a request is sent at one instant and has no end
rule-part-out-of-range = AWS allows { $min }% to { $max }%
rule-no-scalable-target = needs a maximum capacity: without it nothing is scaled
rule-nothing-registered = the function has no maximum capacity that could be taken away
rule-no-policy = the function has no target that could be taken away
rule-quota-not-raised = AWS raises a quota on request, and this one is { $now } already
rule-min-above-max = the minimum capacity must not exceed the maximum, which is { $max }
rule-cannot-change = cannot be changed while a run goes on
rule-no-curve = the function has no rate curve that could be changed
rule-more-provisioned = of the function’s own { $reserved } at most so much can be provisioned; this would make { $provisioned }
rule-too-much-reserved = of the account’s { $limit } at most { $reservable } can be reserved, because AWS keeps { $unreserved } unreserved; this would make { $reserved }
rule-too-many-requests = a run can have at most { $max } requests; make it shorter or its rates lower
empty-field = an empty field
problem = { $value }: { $rule }. The run keeps { $kept }.
problem-unset = { $value }: { $rule }. The run stays without a reservation.

## A link that could not be taken as it is
notices-title = Parts of this link could not be used
notices-dismiss = Close
notice-link-version = it has format version { $version }, which this page does not know; what could be read is kept
notice-model-version = it was made under model { $version }, this is model { $current }: the same settings may give another run
notice-unknown-scenario = there is no scenario “{ $id }”; the first one is shown
notice-unknown-key = “{ $key }” is not a setting here, so it is ignored
notice-link-value = { $key } = { $value } is ignored: { $rule }
notice-cursor-beyond-end = t = { $at } is after the end of the run, so the cursor stands at { $end }
notice-unknown-part = “{ $name }” is no part that could be hidden; these are: { $parts }
rule-batch-without-window = above { $max } a batch needs a batching window of 1 s or more
rule-batch-of-fifo = a batch of a FIFO queue has at most { $max } messages
rule-window-of-fifo = a FIFO queue has no batching window
rule-visible-too-soon = must not be shorter than the function’s timeout, { $timeout }
