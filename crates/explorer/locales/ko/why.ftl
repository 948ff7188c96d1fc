### Why something happens: the sentences for the instant at the cursor.

why-no-requests = 아직 도착한 요청이 없습니다. 재생을 누르거나 첫 요청까지 한 단계 이동하세요.
why-nothing-comes = 이 실행에는 요청이 없습니다. 모든 속도가 0입니다.
why-calm = 계정 한도 { $limit } 중 { $inflight }건이 처리 중입니다. 지금까지 모든 요청이 자리를 찾았습니다.
why-cold-starts = { $count ->
   *[other] { $function } 함수에 유휴 실행 환경이 없어, 새 실행 환경 { $count }개가 INIT 중이고 그 요청은 기다립니다.
  }
why-updated = { $count ->
   *[other] { $function } 함수는 { $clock } 시점에 업데이트되어 이전 실행 환경을 다시 쓰지 않습니다. 새 실행 환경 { $count }개가 INIT 중이고 그 요청은 기다립니다.
  }
why-quota-empty = 클라이언트는 재시도 할당량을 다 써서 더 시도하지 않습니다.
why-recovered = 이제 스로틀되는 요청이 없습니다. 마지막은 { $clock } 시점이었습니다. 계정 한도 { $limit } 중 { $inflight }건이 처리 중입니다.
why-account-held-by-one = { $function } 함수가 계정 한도 { $limit } 중 { $held }건을 차지합니다. 다른 함수에 예약된 것이 없어 함께 스로틀됩니다.
why-account-held-alone = { $function } 함수가 계정 한도 { $limit } 중 { $held }건을 처리 중입니다. 그 이상의 요청은 429로 스로틀됩니다.
why-account-shared = 계정 한도 { $limit } 중 { $inflight }건이 여러 함수에 나뉘어 처리 중입니다. 예약된 것이 없어 모든 함수가 스로틀됩니다.
why-unreserved-held = { $limit } 중 { $reserved }건은 예약되어 있습니다. 나머지 { $left } 중 { $held }건을 { $function } 함수가 차지해, 예약이 없는 함수는 스로틀됩니다.
why-reservation-provisioned = { $function } 함수는 자신의 예약 한도에서 스로틀됩니다. 예약된 { $reserved }개가 모두 프로비저닝되어 온디맨드로 실행할 자리가 없습니다.
why-reservation-shared = { $function } 함수는 자신의 예약 한도에서 스로틀됩니다. 예약된 { $reserved } 중 { $provisioned }개는 프로비저닝되었고, 나머지 { $left } 중 { $demand }건이 온디맨드로 처리 중입니다.
why-reservation = { $function } 함수는 자신의 예약 한도에서 스로틀됩니다. 예약된 { $reserved } 중 { $held }건이 처리 중이고, 계정의 여유 { $free }건은 이 함수의 몫이 아닙니다.
why-switched-off = { $function } 함수는 꺼져 있습니다. 예약된 동시성 값이 0이라 모든 동기 요청이 스로틀됩니다.
why-idle = 처리 중인 요청이 없습니다. 유휴 실행 환경 { $count }개가 남아 있어, 이를 찾은 요청은 바로 시작합니다.
why-all-shut-down = 처리 중인 요청이 없습니다. 마지막 유휴 실행 환경도 종료되어, 다음에 받아들여지는 요청은 콜드 스타트가 됩니다.
why-accepted = { $function } 함수의 이벤트 { $count }건이 202로 접수되어 첫 시도를 기다립니다.
why-queue-at-account = { $function } 함수가 계정 한도 { $limit } 중 { $held }건을 처리 중입니다.
why-queue-at-reservation = { $function } 함수가 예약된 { $reserved } 중 { $held }건을 처리 중입니다.
why-events-wait = 이벤트 { $waiting }건은 Lambda 대기열에서 다음 시도를 기다립니다.
why-events-dropped = { $function } 함수는 꺼져 있습니다. 예약된 동시성 값이 0이라, 호출자는 202를 받지만 이벤트 { $dropped }건은 곧바로 폐기되었습니다.
why-scaling-rate = { $function } 함수가 한 번에 받을 수 있는 새 실행 환경 { $burst }개를 다 썼습니다. 초당 { $rate }개씩만 늘어나고, 환경을 얻지 못한 요청은 스로틀됩니다.
why-region-burst = 리전의 모든 함수가 2023년 11월 이전 규칙에 따라 한 번에 받을 수 있는 새 실행 환경 { $burst }개를 다 썼습니다. 분당 { $rate }개씩만 늘어나고, 환경을 얻지 못한 요청은 스로틀됩니다.
why-request-rate = { $function } 함수로 오는 요청이 초당 { $allowed }건(한도 { $limit }의 { $factor }배)보다 빠릅니다. 처리 중인 것은 { $held }건뿐입니다.
why-unreserved-provisioned = { $limit } 중 { $claimed }건은 프로비저닝되어 있습니다. 나머지 { $left } 중 { $held }건을 { $function } 함수가 차지해, 예약이 없는 함수는 스로틀됩니다.
why-unreserved-claimed = { $limit } 중 { $claimed }건은 예약되거나 프로비저닝되어 있습니다. 나머지 { $left } 중 { $held }건을 { $function } 함수가 차지해, 넘치는 요청은 스로틀됩니다.
why-polling = { $function } 함수의 대기열에서 메시지 { $visible }건이 기다립니다. 폴러 { $pollers }개가 저마다 배치를 맡고 있고, 끝나야 다음 배치를 가져갑니다.
why-reading = { $function } 함수의 스트림에서 레코드 { $visible }건이 기다립니다. 레인 { $lanes }개가 저마다 배치를 처리 중이고, 끝나야 다음을 읽습니다.
why-disabled = { $function } 함수의 이벤트 소스 매핑이 비활성화되어 있습니다. 메시지 { $visible }건이 읽히지 않고 기다립니다.
why-stream-disabled = { $function } 함수의 이벤트 소스 매핑이 비활성화되어 있습니다. 레코드 { $visible }건이 읽히지 않고 기다립니다.
why-blocked = { $function } 함수의 배치 하나가 계속 실패해 샤드를 막고 있습니다({ $lanes } 중 { $blocked }). 가장 오래된 레코드는 { $age } 기다렸습니다.
why-spill-over = { $function } 함수의 프로비저닝된 실행 환경 { $available }개로 모자랍니다. 넘치는 요청은 온디맨드로 실행되며, 지금 { $demand }건입니다.
why-spill-over-rate = { $function } 함수로 오는 요청이 초당 { $allowed }건(프로비저닝된 { $available }개의 { $factor }배)보다 빠릅니다. { $free }개가 비어 있어도 나머지는 온디맨드로 넘칩니다.
why-allocating = { $function } 함수를 프로비저닝하는 중입니다(IN_PROGRESS): { $requested }개 중 { $available }개 준비됨. 새 실행 환경은 { $clock } 시점까지 쓰이지 않습니다.
why-ready = { $function } 함수의 모든 요청이 바로 시작합니다. 프로비저닝된 실행 환경 { $available }개 중 { $busy }개가 사용 중입니다.
why-api-gateway = API Gateway 자체 한도(한 번에 { $burst }건, 그 뒤 초당 { $rate }건)를 다 썼습니다. { $function } 함수로 가던 요청 { $count }건이 Lambda에 닿기 전에 429를 받았습니다.
why-identity-missing = { $function } 함수로 가던 요청 { $count }건에 자격 증명이 없습니다. API Gateway가 아무 함수도 호출하지 않고 401로 응답했습니다.
why-denied = 권한 부여자가 일부 자격 증명을 거부합니다. { $function } 함수로 가던 요청 { $count }건이 지금까지 403을 받았습니다.
why-authorizer-failed = { $function } 함수의 권한 부여자가 실패합니다. 함수에 닿지 못한 요청 { $count }건이 지금까지 500을 받았습니다.
why-authorizer-too-slow = { $function } 함수의 권한 부여자가 API Gateway의 대기 시간을 넘깁니다. 요청 { $count }건이 지금까지 500을 받았습니다.
why-authorizer-throttled = { $function } 함수의 권한 부여자가 스로틀되어 API가 요청을 거절합니다. 요청 { $count }건이 지금까지 500을 받았습니다.
why-authorizer-holds = { $function } 함수가 계정 한도 { $limit } 중 { $held }건을 차지하고 스로틀됩니다. 이를 쓰는 { $api } 함수의 API가 지금까지 { $count }건에 500으로 응답했습니다.
why-authorizer-refuses = 이 권한 부여자를 쓰는 { $api } 함수의 API가 지금까지 요청 { $count }건에 500으로 응답했습니다.
why-too-late = { $function } 함수의 요청 { $count }건은 결과를 기다리는 사람 없이 계속 실행됩니다. API가 통합 제한 시간까지 기다린 뒤 클라이언트에 먼저 응답했습니다.
why-backlog = 지금은 스로틀이 없지만 { $function } 함수의 이벤트 { $count }건이 다음 시도를 기다립니다. 가장 오래된 이벤트는 { $clock } 시점부터 기다리고 있습니다.
why-retrying = 지금 스로틀되는 요청은 없습니다. 스로틀되었던 { $function } 함수 요청 { $count }건은 SDK가 잠시 뒤 다시 보냅니다.
why-failing = { $function } 함수가 실패하고 있습니다. 지금까지 호출 { $runs }건 중 { $errors }건이 오류로 끝났습니다.
why-failing-running = { $function } 함수 실패: 호출 { $runs }건 중 { $errors }건이 오류로 끝났고 { $running }건은 실행 중입니다.
why-timing-out = { $function } 함수가 제한 시간({ $timeout })을 넘기고 있습니다. 지금까지 호출 { $runs }건 중 { $errors }건이 중단되었습니다.
why-failed-wait = 이벤트 { $count }건이 다음 시도를 기다립니다.
why-waiting-after-errors = { $function } 함수에서 오류로 끝난 이벤트 { $count }건이 다음 시도를 기다립니다. 가장 오래된 이벤트는 { $clock } 시점부터 기다리고 있습니다.
why-given-up-kept = { $function } 함수의 이벤트 { $dropped }건이 폐기되어 배달 못한 편지 대기열(DLQ)에 들어갔습니다.
why-given-up-recorded = { $function } 함수의 이벤트 { $dropped }건이 폐기되었고, 그 기록은 실패 시 대상으로 전송되었습니다.
why-given-up-lost = { $function } 함수의 이벤트 { $dropped }건이 폐기되었습니다. 배달 못한 편지 대기열(DLQ)이 없어 되찾을 수 없습니다.

## The rule under the sentence, where arithmetic explains nothing
note-throttled-events = 스로틀된 이벤트는 1 s 뒤, 그다음 2, 4, 8 s처럼 두 배씩 늘려 최대 5 min 간격으로 다시 시도되며, { $age } 넘게 지나면 폐기됩니다. 대기 시간은 이벤트마다 따로라서 유휴 환경이 있어도 기다립니다.
note-error-synchronous = 동기 호출자는 오류를 그대로 받고, Lambda는 다시 시도하지 않습니다.
note-retries-none = 오류가 나도 Lambda는 이벤트를 다시 시도하지 않습니다.
note-retries-one = 오류가 나면 Lambda는 1 min 뒤 이벤트를 한 번 더 시도합니다.
note-retries-two = 오류가 나면 Lambda는 1 min 뒤, 또 실패하면 다시 2 min 뒤 이벤트를 시도합니다.
note-end-kept = 폐기된 이벤트는 배달 못한 편지 대기열({ $service })로 갑니다.
note-end-recorded = 폐기된 이벤트의 기록은 실패 시 대상으로 갑니다.
note-end-lost = 배달 못한 편지 대기열이 없어 폐기된 이벤트는 유실됩니다.
note-polled = 매핑은 폴러 5개로 시작하고, 메시지가 기다리는 동안 { $ramp } 속도로 최대 { $most }개까지 늘어납니다. 폴러마다 처리 중인 호출은 1건입니다.
note-polled-by-group = FIFO 대기열에는 점진적 증가가 없습니다. 메시지 그룹 { $groups }개마다 폴러가 하나입니다.
note-authorizer-kept = API Gateway는 권한 부여자의 답을 { $lasts } 동안 기억합니다. 지금까지 { $function } 함수의 요청 { $requests }건 중 { $asked }건만 물어보았고, 나머지는 이미 알고 있었습니다.
note-authorizer-not-kept = API Gateway가 권한 부여자의 답을 기억하지 않아, { $function } 함수로 오는 요청마다 호출이 두 번 이어집니다.
note-cold-starts = { $rate } × INIT { $init } = 첫 새 실행 환경이 준비되기 전에 오는 요청 { $count }건. 유휴 환경을 찾지 못한 요청마다 새 환경이 하나씩 더 시작됩니다.
note-reservation = 예약 { $reserved } − 프로비저닝 { $provisioned } = 온디맨드 { $left }. $LATEST, 프로비저닝하지 않은 버전, 넘치는 요청이 이 몫을 나눠 씁니다.
note-vpc-then = { $month } 당시 VPC에서는 Lambda가 새 실행 환경마다 네트워크 인터페이스를 만들었고, 그동안 요청은 평균 { $mean } 기다렸습니다. 그사이 온 요청도 유휴 환경을 찾지 못해 환경을 더 시작시켰습니다.
note-vpc-now = 지금의 VPC에서는 함수를 구성할 때 네트워크 인터페이스를 미리 만듭니다. 새 실행 환경은 거기에 연결하기만 하며, { $mean } 걸립니다.
note-disabled = 그동안에도 메시지와 레코드의 수명은 흐릅니다. 매핑을 다시 활성화하면 멈춘 곳부터 이어서 처리합니다.
note-lanes = 샤드 { $shards }개 × ParallelizationFactor { $factor } = 동시에 처리되는 배치는 최대 { $lanes }건입니다. 레코드가 아무리 빨리 와도 같습니다.
note-stream-order = 샤드는 순서대로 읽습니다. 실패한 배치 뒤의 레코드는 그 배치가 성공하거나 폐기될 때까지 기다립니다.
note-stream-bisect = 실패할 때마다 배치를 둘로 나눕니다.
note-stream-attempts = { $retries }번 더 시도하거나 { $age } 지나면 폐기합니다.
note-stream-age = 레코드가 { $age } 지날 때까지 다시 시도합니다.
note-alarm-high = { $clock } AlarmHigh: 사용률 { $seen }, 3분 동안 목표 { $target } 초과. Application Auto Scaling 조정: { $from } → { $to }.
note-alarm-low = { $clock } AlarmLow: 사용률 { $seen }, 15분 동안 { $low } 미만. Application Auto Scaling 조정: { $from } → { $to }.
note-range = { $clock } 시점에 { $range } 때문에 프로비저닝된 수 변경: { $from } → { $to }.
note-scaling-waits = { $clock } 시점부터 쓰이며, 그때까지 경보는 아무것도 바꾸지 않습니다.
note-scaling-refused = 남는 동시성이 너무 적어 AWS가 거절했습니다.
note-sdk = SDK는 모두 { $attempts }번 시도합니다. 1 s 중 임의의 시간, 다음에는 2 s 중 임의의 시간처럼 최대 20 s까지 두 배씩 늘려 기다립니다.

## The arithmetic under the sentence
equation = { $rate } × { $seconds } s = { $function } { $own }, 다른 함수 { $others }: 동시에 { $total } 필요
equation-alone = { $rate } × { $seconds } s = { $function } 함수에 동시에 { $own } 필요
equation-provisioned = { $rate } × { $seconds } s = { $function } { $own }, 그중 프로비저닝 { $served }, 다른 함수 { $others }: 온디맨드로 { $total } 필요
equation-provisioned-rate = { $factor } × { $limit } = { $allowed }/s 프로비저닝된 환경에서 처리, { $rate } 필요
equation-request-rate = { $factor } × { $limit } = { $allowed }/s 허용, { $rate } 필요
bar-limit = 한도 { $allowed }
bar-request-rate = { $allowed }/s
bar-reserved = 예약 { $allowed }
bar-unreserved = 미예약 { $allowed }
bar-on-demand = 온디맨드 { $allowed }
bar-provisioned = 프로비저닝 { $allowed }
bar-spills-over = 온디맨드로 { $excess }: 100건 중 { $share }건
bar-environments = 실행 환경 { $allowed }개
bar-too-many = { $excess } 초과: 100건 중 { $share }건
bar-room = { $room } 여유
