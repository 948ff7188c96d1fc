### The page around the simulation: title, controls, labels.

title = Lambda Concurrency Playground
scenario = Scenario
scenario-promotion = Promotion
scenario-promotion-repaired = Repaired
scenario-ten-requests = Ten requests
scenario-steady = Steady
language-switch = Language
theme-dark = Dark
theme-light = Light
share = Copy link
share-done = Link copied
share-by-hand = Copy this link:
skip-to-stage = Skip to the picture

## The time line
time = Time
back-to-start = Back to the start
step-back = Step back
play = Play
pause = Pause
play-again = Play again
step-forward = Step
speed = Speed
clock-of = / { $length }
computing = Computing…
mark-first-throttle = First throttle
mark-last-throttle = Last throttle
mark-first-cold-start = First cold start

## Demand
demand = Demand
demand-at-the-peak = at the peak
function = function
wanted-at-once = wanted at once
all-functions = all
reckoning = { $rate } × { $seconds } s
reckoning-instants = exact instants × { $seconds } s
settings-of = settings
setting-seed = Seed
setting-length = Length of the run
setting-account-limit = Account limit
setting-reserved = Reserved concurrency
setting-peak-rate = Peak request rate
setting-duration = Mean duration
setting-init = INIT duration
setting-idle-lifetime = Idle lifetime
reserved-of = Reserved for { $function }
field-as-number = { $field }, number
reset-to = back to { $value }
reset-all = Reset settings
outside-slider = outside the slider
not-set = not set
remove-reservation = Remove

## The stage
limits = Limits
pool-title = In flight
pool-scale = { $count ->
    [one] 1 square = 1 request
   *[other] 1 square = { $count } requests
  }
count-of = { $inflight } of { $limit }
gate-reserved = Reserved
gate-unreserved = unreserved { $inflight } of { $limit }
pool-label = { $inflight } of { $limit } in flight: { $functions }
pool-held = { $function } { $count }
lane-throttled = { $throttled } of { $recent }
lane-answer = caller gets 429
lane-served = all served
lane-none = no request yet
lane-label = { $function }: of the last { $recent } requests { $throttled } were throttled
lane-label-account = { $function }: of the last { $recent } requests { $throttled } were throttled at the account limit; the caller gets 429
lane-label-reserved = { $function }: of the last { $recent } requests { $throttled } were throttled at its reservation of { $reserved }; the caller gets 429
lane-label-none = { $function }: no request yet
lanes-title = The last 100 requests of each function
environments = Execution environments
phase-invoke = INVOKE
phase-init = INIT
phase-idle = idle
environment-counts = { $invoke } INVOKE · { $init } INIT · { $idle } idle

## The outcome
outcome = Outcome
chart-concurrency = Concurrency
chart-throttles = Throttles
per-second = /s
label-account-limit = account limit
label-reserved = { $function } reserved
limit-account = account limit
limit-reserved = reserved
no-throttles = no request was throttled
outcome-summary = { $requests } requests, { $throttles } throttled, { $cold } cold starts

## The foot
model-title = What the model assumes
model-text = AWS does not publish these, so they are assumptions: an idle environment is kept for 5 to 7 minutes, the most recently used one is used again first, and INIT takes as long as measured. A throttled caller gets 429 and does not try again.
not-modelled-title = Not modelled yet
not-modelled-text = Asynchronous invocation and its retries, the scaling rate, the request-rate quota, provisioned concurrency, errors and timeouts.
source-title = Source
source-text = AWS Lambda Developer Guide, “Understanding Lambda function scaling”
not-affiliated = Not affiliated with AWS. Model { $version }, seed { $seed }.
run-digest = run { $digest }
