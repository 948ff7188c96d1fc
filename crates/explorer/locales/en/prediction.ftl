### The prediction: a question before the run is watched, and what the run answers.

predict-first = Predict first
predict-offer = Say what will happen, then watch. Until you have seen it, the outcome is covered.
predict-then-play = Choose, then press Play.
predict-play = Press Play and see.
predict-uncover = Show everything
predict-again = Predict again

predict-who = Who is throttled?
predict-limit = Which limit throttles most?
predict-events = What becomes of the events?
predict-environments = How many environments serve the requests?
predict-cold-starts = How many requests wait for a cold start?
predict-ask = For how many requests is the authorizer asked first?
predict-spill-over = How many requests spill over and run on demand?
predict-records = How long does the oldest record wait?

choice-nobody = nobody
choice-only = only { $function }
choice-several = some of them
choice-everybody = all { $count }
choice-no-limit = none
choice-all-done = all are done
choice-some-given-up = some are given up
choice-all-given-up = all are given up
choice-one-environment = one for all
choice-fewer-environments = fewer than there are requests
choice-each-its-own = one for each
choice-few-cold = fewer than 1 in 100
choice-some-cold = up to 1 in 10
choice-many-cold = more than 1 in 10
choice-each-asks = for each of them
choice-most-ask = for more than half
choice-few-ask = for half at most
choice-few-spill = fewer than 1 in 10
choice-some-spill = up to half
choice-most-spill = more than half
choice-young-records = under 10 s
choice-aging-records = under 1 min
choice-old-records = 1 min or longer

predicted-right = Right. { $shown }
predicted-wrong = Not so. { $shown }

shown-nobody = None of the { $requests } requests is throttled.
shown-only = Only { $function } is throttled, { $throttles } times.
shown-several = { $throttled } of the { $count } functions are throttled.
shown-everybody = All { $count } functions are throttled, { $throttles } times in all.
shown-limit = The { $limit } throttles { $throttles } of { $all }.
shown-events = Of { $received } events { $done } are done and { $dropped } given up.
shown-environments = { $environments } environments serve { $requests } requests.
shown-cold-starts = { $cold } of { $requests } requests wait for a cold start.
shown-asked = For { $asked } of { $requests } requests the authorizer is asked first.
shown-spill-over = { $spilled } of { $requests } requests spill over and run on demand.
shown-records = The oldest record waits { $age }.
