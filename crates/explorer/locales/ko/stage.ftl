### The stage: lanes, gates, pool, queue, environments.

limits = 한도
count-of = { $limit } 중 { $inflight }

## The gates
gate-request-rate = 요청 속도
gate-reserved = 예약된 동시성
gate-scaling-rate = 확장 속도
gate-provisioned = 프로비저닝
gate-provisioned-busy = { $used } 사용 중
gate-provisioned-ready = { $requested } 중 { $available } 준비됨
gate-none-set = 설정 없음
gate-many-set = { $count }개 설정
gate-unreserved = 미예약 { $limit } 중 { $inflight }
gate-reservation = { $function } { $reserved }
gate-rate = { $rate }/s 허용됨
gate-rate-of-function = { $function } { $rate }/s 허용됨
gate-rate-of = 한도 { $allowed }/s
gate-rate-none = 이벤트는 제외
reserve = 예약
reserve-for = { $function } 함수의 동시성 예약하기
reservation-of = { $function } 함수의 예약
reserve-no-room = 남는 값이 100 미만

## The lanes
lanes-title = 함수별 최근 시도 100건
lane-throttled = { $recent }건 중 { $throttled }건
lane-answer = 호출자: { $status }
lane-answer-got = { $caller }: { $status }
lane-answer-of = { $caller } 응답 { $status }
lane-answer-api = API 응답 { $status }
lane-answer-error = { $caller }: { $status } + 오류
lane-answer-retried = { $caller }: { $status }, 재시도
lane-back = 대기열로 되돌아감
lane-blocked = 샤드가 멈추고 재시도
lane-given-up = 바로 폐기됨
lane-failed = { $errors }건 실패
lane-runs = 지금까지 { $runs }건 중
lane-runs-running = 총 { $runs }건, 실행 중 { $running }
lane-none = 아직 요청 없음
lane-label = { $function } 함수: 최근 시도 { $recent }건 중 { $throttled }건 스로틀
lane-at-request-rate = 요청 속도에서 { $throttled }건
lane-at-reservation = 예약 { $reserved }에서 { $throttled }건
lane-at-account-limit = 계정 한도에서 { $throttled }건
lane-at-scaling-rate = 확장 속도에서 { $throttled }건
lanes-more = 나머지 { $count }개
lanes-more-in-flight = { $count }건 처리 중
lanes-more-throttled = 스로틀
lanes-more-label = 최근 시도 { $recent }건 중 { $throttled }건 스로틀
lane-label-none = { $function } 함수: 아직 시도 없음
caller-invoke = Invoke
caller-function-url = 함수 URL
caller-event = 이벤트
caller-authorizer = API 권한 부여자
caller-destination = 대상으로 보낸 기록
caller-asynchronous = { $caller }, 비동기

## The pool
pool-title = 처리 중인 요청
pool-scale = 한 칸 = { $count }건
pool-label = 한도 { $limit } 중 { $inflight }건 처리 중: { $functions }
pool-held = { $function } { $count }
pool-all-unreserved = 모두 미예약
pool-unreserved = 미예약 { $size }
pool-reserved = 예약
pool-provisioned = 프로비저닝 { $size }
pool-provisioning = { $size } 중 { $available } 준비됨

## The asynchronous queue
queue = 비동기 대기열
queue-waiting = 대기 중, 최장
queue-rule = 다음 시도까지의 대기. 스로틀될 때마다 두 배, 최대 5 min
queue-rule-errors = 다음 시도까지의 대기. 오류 뒤에는 1 min, 그다음 2 min
queue-scale = (한 칸 = { $count }건)
queue-minutes = 1–5 min
queue-expiry = 기한 초과
queue-done = 완료
queue-dropped = 폐기됨
queue-dead-letters = DLQ ({ $service })
queue-lost = 유실
queue-on-success = 성공 시 기록
queue-on-failure = 실패 시 기록
queue-age = 최대 수명
queue-age-of = { $function } 함수의 이벤트 최대 수명, s

## The environments
environments = 실행 환경
phase-invoke = INVOKE
phase-init = INIT
phase-idle = 유휴
phase-provisioned = 프로비저닝
environments-provisioned = { $count } 프로비저닝
environments-invoke = { $count } INVOKE
environments-init = { $count } INIT
environments-idle = { $count } 유휴

## Queues and streams
source = SQS 대기열
sources = 대기열과 스트림
sources-rule = 폴러나 레인이 비면 기다리던 것을 읽습니다
sources-pollers = 폴러와 레인
stream = 스트림
source-waiting = 대기 중, 최장
source-rule = 메시지는 폴러가 읽을 때까지 기다리고, 배치가 오류 없이 끝나면 삭제됩니다
stream-rule = 레코드는 레인이 빌 때까지 기다립니다. 실패한 배치 뒤는 읽지 않습니다
source-visible = 대기
source-in-flight = 배치 안
source-pollers = 폴러
stream-lanes = 샤드 × 병렬화 계수
stream-blocked = 막힘
