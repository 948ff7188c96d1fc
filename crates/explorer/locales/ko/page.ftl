### The page around the simulation: title, controls, labels.

title = Lambda 동시성 플레이그라운드
scenario = 시나리오
scenario-promotion = 프로모션
scenario-promotion-repaired = 프로모션 해결
scenario-ten-requests = 요청 열 개
scenario-steady = 일정한 트래픽
language-switch = 언어
theme-dark = 어둡게
theme-light = 밝게
share = 링크 복사
share-done = 링크를 복사했습니다
share-by-hand = 이 링크를 복사하세요:
skip-to-stage = 그림으로 건너뛰기

## The time line
time = 시각
back-to-start = 처음으로
step-back = 한 단계 뒤로
play = 재생
pause = 일시 정지
play-again = 다시 재생
step-forward = 한 단계
speed = 속도
clock-of = / { $length }
computing = 계산 중…
mark-first-throttle = 첫 스로틀
mark-last-throttle = 마지막 스로틀
mark-first-cold-start = 첫 콜드 스타트

## Demand
demand = 수요
demand-at-the-peak = 정점 기준
function = 함수
wanted-at-once = 동시에 필요한 수
all-functions = 합계
reckoning = { $rate } × { $seconds } s
reckoning-instants = 정해진 시각 × { $seconds } s
settings-of = 설정
setting-seed = 시드
setting-length = 실행 길이
setting-account-limit = 계정 한도
setting-reserved = 예약된 동시성
setting-peak-rate = 정점의 요청 속도
setting-duration = 평균 처리 시간
setting-init = INIT 시간
setting-idle-lifetime = 유휴 수명
reserved-of = { $function } 함수의 예약된 동시성
field-as-number = { $field }, 숫자
reset-to = { $value } 값으로 되돌리기
reset-all = 설정 초기화
outside-slider = 슬라이더 범위 밖
not-set = 설정 안 됨
remove-reservation = 해제

## The stage
limits = 한도
pool-title = 처리 중
pool-scale = { $count ->
   *[other] 한 칸 = 요청 { $count }건
  }
count-of = { $limit } 중 { $inflight }
gate-reserved = 예약
gate-unreserved = 예약되지 않음 { $limit } 중 { $inflight }
pool-label = 한도 { $limit } 중 { $inflight }건 처리 중: { $functions }
pool-held = { $function } { $count }
lane-throttled = { $recent }건 중 { $throttled }건
lane-answer = 호출자는 429를 받음
lane-served = 모두 처리됨
lane-none = 아직 요청 없음
lane-label = { $function } 함수: 최근 요청 { $recent }건 중 { $throttled }건 스로틀
lane-label-account = { $function } 함수: 최근 요청 { $recent }건 중 { $throttled }건이 계정 한도에서 스로틀, 호출자는 429를 받음
lane-label-reserved = { $function } 함수: 최근 요청 { $recent }건 중 { $throttled }건이 예약 { $reserved }에서 스로틀, 호출자는 429를 받음
lane-label-none = { $function } 함수: 아직 요청 없음
lanes-title = 함수별 최근 요청 100건
environments = 실행 환경
phase-invoke = INVOKE
phase-init = INIT
phase-idle = 유휴
environment-counts = { $invoke } INVOKE · { $init } INIT · { $idle } 유휴

## The outcome
outcome = 결과
chart-concurrency = 동시성
chart-throttles = 스로틀
per-second = /s
label-account-limit = 계정 한도
label-reserved = { $function } 예약
limit-account = 계정 한도
limit-reserved = 예약 한도
no-throttles = 스로틀된 요청이 없습니다
outcome-summary = 요청 { $requests }건, 스로틀 { $throttles }건, 콜드 스타트 { $cold }건

## The foot
model-title = 모델이 가정하는 것
model-text = AWS가 공개하지 않는 값은 가정입니다: 유휴 실행 환경은 5–7분 동안 유지되고, 가장 최근에 쓴 환경부터 다시 쓰이며, INIT 시간은 측정값을 따릅니다. 스로틀된 호출자는 429를 받고 다시 시도하지 않습니다.
not-modelled-title = 아직 다루지 않는 것
not-modelled-text = 비동기 호출과 재시도, 동시성 확장 속도, 요청 속도 한도, 프로비저닝된 동시성, 오류와 제한 시간 초과.
source-title = 출처
source-text = AWS Lambda 개발자 안내서, “Lambda 함수 스케일링 이해”
not-affiliated = AWS와 관련이 없습니다. 모델 { $version }, 시드 { $seed }.
run-digest = 실행 { $digest }
