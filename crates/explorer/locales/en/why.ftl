### Why something happens: the sentences for the instant at the cursor.

why-no-requests = No request has arrived yet. Press Play, or step to the first one.
why-nothing-comes = No request comes in this run: every rate is 0.
why-calm = { $inflight ->
    [one] 1 of the account’s { $limit } is in flight. Every request finds room.
   *[other] { $inflight } of the account’s { $limit } are in flight. Every request finds room.
  }
why-cold-starts = { $count ->
    [one] A request found no idle environment of { $function }: 1 new environment is in INIT, and its request waits.
   *[other] Requests found no idle environment of { $function }: { $count } new ones are in INIT, and their requests wait.
  }
why-recovered = { $inflight ->
    [one] No request is throttled any more; the last was at { $clock }. 1 of the account’s { $limit } is in flight.
   *[other] No request is throttled any more; the last was at { $clock }. { $inflight } of the account’s { $limit } are in flight.
  }
why-account-held-by-one = { $function } holds { $held } of the account’s { $limit }. Nothing is reserved for the other functions, so they are throttled with it.
why-account-held-alone = { $function } has { $held } of the account’s { $limit } in flight. Whatever comes beyond that is throttled with 429.
why-account-shared = { $inflight } of the account’s { $limit } are in flight, shared by several functions. Nothing is reserved, so each of them is throttled.
why-unreserved-held = { $reserved } of { $limit } are reserved. { $function } holds { $held } of the other { $left }, so functions without a reservation are throttled.
why-reservation = { $function } is throttled at its own reservation: { $held } of { $reserved } are in flight. The account has { $free } free, but not for it.
why-switched-off = { $function } is switched off: its reserved concurrency is 0, so every request is throttled.

## The arithmetic under the sentence
equation = { $rate } × { $seconds } s = { $own } for { $function }, { $others } for the others: { $total } wanted at once
equation-alone = { $rate } × { $seconds } s = { $own } wanted at once by { $function }
bar-limit = limit { $allowed }
bar-reserved = reserved { $allowed }
bar-unreserved = unreserved { $allowed }
bar-too-many = { $excess } too many: { $share } in 100
bar-room = room for { $room } more

## What the charts show
finding-concurrency = Highest concurrency { $highest } of { $limit }, at { $at }; mean { $mean }.
finding-throttles = { $throttled } of { $requests } requests were throttled: { $account } by the account limit, { $reserved } by reserved concurrency. Most of them around { $at }.
finding-no-throttles = None of { $requests } requests was throttled.
