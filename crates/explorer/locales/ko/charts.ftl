### The outcome: charts, what they show, and the run in numbers.

as-table = 표로 보기
as-charts = 그래프로 보기
outcome-summary = 요청 { $requests }건, 스로틀 { $throttles }건, 콜드 스타트 { $cold }건
outcome-cold-answers = 콜드 스타트의 절반이 응답받기까지: { $answers }
outcome-errors = 호출 { $runs }건 중 { $errors }건 실패
outcome-iterator-age = IteratorAge 최대 { $age }
outcome-events = 이벤트 { $received }건: 처리 { $done }건, 폐기 { $dropped }건, 남음 { $left }건

outcome-provisioned = 프로비저닝된 시작 { $provisioned }건, 온디맨드로 넘침 { $spillovers }건

## What it costs
bill = 이 실행의 비용
bill-requests = 요청
bill-duration = 처리 시간
bill-provisioned = 프로비저닝
bill-gb-seconds = { $amount } GB·s
bill-compared = 이전 { $before }, 지금 { $after }: { $change }
bill-assumes = { $region } 요금({ $read } 확인), 프리 티어 제외. 설정한 메모리와 끝난 실행 기준입니다.

## Titles and units
chart-concurrency = 동시성
chart-throttles = 스로틀
chart-cold-starts = 콜드 스타트
chart-spill-over = 온디맨드로 넘침
chart-backlog = 비동기 백로그
chart-age = 가장 오래된 이벤트
charts-tabs = 그래프
tab-backlog = 백로그
tab-age = 대기 시간
per-second = /s
per-part = { $each }마다
second = 1 s
unit-events = 이벤트

## On the charts
label-account-limit = 계정 한도
label-reserved = { $function } 예약
label-provisioned = { $function } 프로비저닝
label-burst = { $lasts } 동안 { $function } 실행 환경 { $count }개
label-burst-short = { $lasts } 동안 { $count }개
limit-account = 계정 한도
limit-reserved = 예약 한도
limit-scaling-rate = 확장 속도
limit-request-rate = 요청 속도 한도
no-values = 없음
no-requests = 요청이 없습니다
no-throttles = 스로틀된 요청이 없습니다
no-cold-starts = 콜드 스타트가 없습니다
no-spill-over = 넘친 요청이 없습니다
no-events = 이벤트가 없습니다

## The run before
ghost = 이전
ghost-limit = 이전: 한도 { $limit }
ghost-reserved = 이전: { $function } 예약 { $reserved }
ghost-not-reserved = 이전: { $function } 예약 없음
ghost-without = 이전: “{ $change }” 적용 전
ghost-throttles = 이전: { $limit }
compared-throttles = 스로틀 { $before } → { $after }
compared-cold-starts = 콜드 스타트 { $before } → { $after }
compared = 스로틀 { $before } → { $after }, { $function } 처리 { $change }
compared-sides = 스로틀 { $before } → { $after }. { $spared }: { $fewer }건 감소, { $paying }: { $more }건 증가
compared-others = { $functions } 외 함수 { $count }개

## The cursor in words
time-in-chart = 그래프 “{ $chart }”의 시각
at-concurrency = { $clock }: 한도 { $limit } 중 { $inflight }건 처리 중
at-throttles = { $clock }: 최근 { $each } 동안 스로틀 { $count }건
at-cold-starts = { $clock }: 최근 { $each } 동안 콜드 스타트 { $count }건
at-spill-over = { $clock }: 최근 { $each } 동안 온디맨드로 넘친 호출 { $count }건
at-backlog = { $clock }: 이벤트 { $count }건 대기
at-age = { $clock }: 가장 오래된 이벤트의 대기 시간 { $age }
at-age-none = { $clock }: 대기 중인 이벤트가 없습니다

## What the charts show
finding-concurrency = 최고 동시성: 한도 { $limit } 중 { $highest }, { $at } 시점, 평균 { $mean }.
finding-concurrency-of = 최고 동시성: 한도 { $limit } 중 { $highest }, { $at } 시점, 그중 { $function } { $held }, 평균 { $mean }.
finding-begins = { $at } 시점에 스로틀링이 시작됩니다.
finding-begins-account = 계정 한도 { $limit }, 모두 사용 중이라 { $at } 시점에 스로틀링이 시작됩니다.
finding-begins-unreserved = 미예약 { $limit }, 모두 사용 중이라 { $at } 시점에 스로틀링이 시작됩니다.
finding-begins-reserved = { $function } 함수의 예약 { $limit }, 모두 사용 중이라 { $at } 시점에 스로틀링이 시작됩니다.
finding-begins-scaling = { $function } 함수가 한 번에 받을 수 있는 새 실행 환경 { $limit }개를 다 써서 { $at } 시점에 스로틀링이 시작됩니다.
finding-begins-burst = 리전의 함수들이 한 번에 받을 수 있는 새 실행 환경 { $limit }개를 다 써서 { $at } 시점에 스로틀링이 시작됩니다.
finding-begins-rate = 요청 속도 한도 초당 { $limit }건을 다 써서 { $at } 시점에 스로틀링이 시작됩니다.
finding-throttles = { $until } 시점까지 시도 { $attempts }건 중 { $throttled }건이 스로틀됩니다.
finding-throttles-by = { $limit }: { $count }건.
finding-no-throttles = 요청 { $requests }건 중 스로틀된 것이 없습니다.
finding-cold-starts = 호출 { $invocations }건 중 { $cold }건이 콜드 스타트였습니다.
finding-burst = 가장 큰 급증: { $burst }, { $at } 시점부터.
finding-spill-over = 프로비저닝된 버전의 호출 { $invocations }건 중 { $spilled }건이 온디맨드로 넘쳤고, { $at } 시점에 가장 많았습니다.
finding-no-spill-over = 호출 { $invocations }건이 모두 프로비저닝된 실행 환경을 찾았습니다.
finding-backlog = 최대 { $highest }건의 이벤트가 { $at } 시점에 대기했습니다.
finding-first-only = 두 번째 시도를 기다린 이벤트는 없습니다.
finding-drained = { $at } 시점에 대기열이 비었습니다.
finding-left = 실행이 끝날 때 { $left }건이 아직 대기합니다.
finding-age = 가장 오래 기다린 이벤트의 대기 시간은 최대 { $age }, { $at } 시점입니다.

## The charts as tables
table-highest = { $chart }: { $each }마다 최댓값
table-sums = { $chart }: { $each }마다 합계

## Queues and streams
chart-queue-backlog = 대기열 백로그
chart-queue-age = 가장 오래된 메시지
chart-stream-backlog = 스트림 백로그
chart-stream-age = 가장 오래된 레코드
tab-queue-backlog = 대기열
tab-queue-age = 최장 대기
tab-stream-backlog = 스트림
tab-stream-age = 최장 대기
unit-messages = 메시지
unit-records = 레코드
nothing-sent = 보낸 것 없음
at-source-backlog = { $count ->
   *[other] { $clock }: 읽히기를 기다리는 것 { $count }건
  }
at-source-age = { $clock }: 이벤트 소스에서 가장 오래된 것은 { $age } 지남
at-source-age-none = { $clock }: 이벤트 소스가 비어 있음
finding-source-backlog = 읽히기를 기다린 것은 최대 { $highest }건({ $at }), 배치에 들어간 것은 최대 { $taken }건입니다.
finding-source-age = 가장 오래된 것은 최대 { $age } 지났습니다({ $at }).
finding-iterator-age = 배치를 함수에 보낼 때의 IteratorAge 최댓값: { $age }.
