### Why something happens: the sentences for the instant at the cursor.

why-no-requests = 아직 도착한 요청이 없습니다. 재생을 누르거나 첫 요청까지 한 단계 이동하세요.
why-nothing-comes = 이 실행에는 요청이 없습니다. 모든 속도가 0입니다.
why-calm = 계정 한도 { $limit } 중 { $inflight }건이 처리 중입니다. 모든 요청이 자리를 찾습니다.
why-cold-starts = { $count ->
   *[other] { $function } 함수에 유휴 실행 환경이 없어, 새 실행 환경 { $count }개가 INIT 중이고 그 요청은 기다립니다.
  }
why-recovered = 이제 스로틀되는 요청이 없습니다. 마지막은 { $clock } 시점이었습니다. 계정 한도 { $limit } 중 { $inflight }건이 처리 중입니다.
why-account-held-by-one = { $function } 함수가 계정 한도 { $limit } 중 { $held }건을 차지합니다. 다른 함수에 예약된 것이 없어 함께 스로틀됩니다.
why-account-held-alone = { $function } 함수가 계정 한도 { $limit } 중 { $held }건을 처리 중입니다. 그 이상의 요청은 429로 스로틀됩니다.
why-account-shared = 계정 한도 { $limit } 중 { $inflight }건이 여러 함수에 나뉘어 처리 중입니다. 예약된 것이 없어 모든 함수가 스로틀됩니다.
why-unreserved-held = { $limit } 중 { $reserved }건은 예약되어 있습니다. 나머지 { $left } 중 { $held }건을 { $function } 함수가 차지해, 예약이 없는 함수는 스로틀됩니다.
why-reservation = { $function } 함수는 자신의 예약 한도에서 스로틀됩니다. 예약된 { $reserved } 중 { $held }건이 처리 중이고, 계정의 여유 { $free }건은 이 함수의 몫이 아닙니다.
why-switched-off = { $function } 함수는 꺼져 있습니다. 예약된 동시성 값이 0이라 모든 요청이 스로틀됩니다.

## The arithmetic under the sentence
equation = { $rate } × { $seconds } s = { $function } { $own }, 다른 함수 { $others }: 동시에 { $total } 필요
equation-alone = { $rate } × { $seconds } s = { $function } 함수에 동시에 { $own } 필요
bar-limit = 한도 { $allowed }
bar-reserved = 예약 { $allowed }
bar-unreserved = 예약되지 않음 { $allowed }
bar-too-many = { $excess } 초과: 100건 중 { $share }건
bar-room = { $room } 여유

## What the charts show
finding-concurrency = 최고 동시성: 한도 { $limit } 중 { $highest }, { $at } 시점; 평균 { $mean }.
finding-throttles = 요청 { $requests }건 중 { $throttled }건 스로틀: 계정 한도 { $account }건, 예약된 동시성 { $reserved }건. 대부분 { $at } 무렵.
finding-no-throttles = 요청 { $requests }건 중 스로틀된 것이 없습니다.
