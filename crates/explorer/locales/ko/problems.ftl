### What is wrong with a scenario, a link or a file.

rule-expected-integer = 정수여야 합니다
rule-expected-span = 800ms, 1.5s, 5m 같은 시간이어야 합니다
rule-expected-rate = 100/s, 90/min, 5/h 같은 속도여야 합니다
rule-expected-fraction = 5% 같은 비율이어야 합니다(링크에서는 0.05)
rule-fraction-out-of-range = 0%부터 100%까지여야 합니다
rule-more-than-all = 오류, 멈추는 실행, 비정상 종료를 합해 100%를 넘을 수 없습니다
rule-snap-start-runtime = SnapStart는 Java 11, Python 3.12, .NET 8 이상의 런타임에서만 쓸 수 있습니다
rule-snap-start-image = SnapStart는 이미지가 아닌 zip 파일에서만 쓸 수 있습니다
rule-snap-start-provisioned = SnapStart와 프로비저닝된 동시성은 함께 쓸 수 없습니다
rule-snap-start-not-measured = 이 런타임의 복원 시간은 그 시점에 측정된 적이 없습니다
rule-not-measured = 이렇게 패키징한 런타임의 INIT 측정값이 없습니다
rule-no-destination = AWS가 받아 주는 서비스나 시나리오의 다른 함수여야 합니다
rule-one-of = 다음 중 하나여야 합니다: { $names }
rule-too-many-events = 한꺼번에 대기할 수 있는 이벤트가 너무 많습니다. 한 번의 실행에서 최대 { $max }건이니 속도나 이벤트 최대 수명을 줄이세요
rule-expected-point = 0s:120,60s:4000처럼 시각과 초당 요청 수를 적어야 합니다
rule-expected-burst = 10s:1000처럼 시각과 요청 수를 적어야 합니다
rule-points-in-order = 윗줄보다 이른 시각일 수 없습니다
rule-no-line = 적어도 한 줄이 있어야 합니다
rule-too-many-lines = 최대 { $max }줄까지 쓸 수 있습니다
rule-past = 편집이 적용되는 { $clock } 시점보다 앞입니다
rule-instant = 1:20, 80s, 80처럼 시각이어야 합니다
rule-rate = 4,000, 90/min처럼 0 이상의 속도여야 합니다
sheet-problem = 표를 적용할 수 없습니다: { $rule }.
sheet-problem-line = { $line }번째 줄, { $typed }: { $rule }. 실행은 이전 트래픽을 유지합니다.
rule-out-of-range = { $min }부터 { $max }까지여야 합니다
rule-rate-too-high = 최대 { $max }/s까지입니다
rule-behind-the-end = 실행이 끝나는 { $length } 시점보다 뒤일 수 없습니다
rule-thousands = 두 가지로 읽을 수 있습니다. 사천은 4,000으로, 사는 4.0으로 적으세요
rule-not-in-the-run = 실행이 끝나는 { $length } 시점보다 앞이어야 합니다
rule-not-after = 시작 시점인 { $at }보다 뒤여야 합니다
rule-no-end = 요청은 한 시점에 보내므로 끝나는 시점이 없습니다
rule-part-out-of-range = AWS는 { $min }%부터 { $max }%까지 허용합니다
rule-no-scalable-target = 최대 용량이 필요합니다. 없으면 아무것도 조정하지 않습니다
rule-nothing-registered = 이 함수에는 없앨 최대 용량이 없습니다
rule-no-policy = 이 함수에는 없앨 목표가 없습니다
rule-quota-not-raised = AWS는 요청을 받으면 할당량을 올리기만 합니다. 이 할당량은 이미 { $now }입니다
rule-min-above-max = 최소 용량은 최대 용량({ $max })을 넘을 수 없습니다
rule-cannot-change = 실행 중에는 바꿀 수 없습니다
rule-no-curve = 이 함수에는 바꿀 속도 곡선이 없습니다
rule-more-provisioned = 이 함수에 예약된 { $reserved }까지만 프로비저닝할 수 있습니다. 이 값이면 합계 { $provisioned }입니다
rule-too-much-reserved = AWS가 미예약으로 남겨 두는 { $unreserved } 때문에 계정 한도 { $limit } 중 최대 { $reservable }까지 예약할 수 있습니다. 이 값이면 합계 { $reserved }입니다
rule-too-many-requests = 한 번의 실행에서 요청은 최대 { $max }건입니다. 길이를 줄이거나 속도를 낮추세요
empty-field = 빈 칸
problem = { $value }: { $rule }. 실행에는 { $kept } 값을 그대로 씁니다.
problem-unset = { $value }: { $rule }. 실행에는 예약 없이 그대로 둡니다.

## A link that could not be taken as it is
notices-title = 이 링크의 일부를 쓸 수 없었습니다
notices-dismiss = 닫기
notice-link-version = 링크 형식 버전 { $version }: 이 페이지가 모르는 버전입니다. 읽을 수 있는 것만 반영했습니다
notice-model-version = 모델 { $version }에서 만든 링크입니다. 지금 모델은 { $current }이며, 같은 설정도 다른 실행이 될 수 있습니다
notice-unknown-scenario = “{ $id }” 시나리오가 없어 첫 시나리오를 보여 줍니다
notice-unknown-key = “{ $key }” 설정이 없어 무시했습니다
notice-link-value = { $key } = { $value } 무시됨: { $rule }
notice-cursor-beyond-end = t = { $at } 시점은 실행의 끝을 넘으므로 커서를 { $end } 시점에 두었습니다
notice-unknown-part = “{ $name }” 부분은 없으므로 숨길 수 없습니다. 숨길 수 있는 부분: { $parts }
rule-batch-without-window = 배치가 { $max }보다 크려면 배치 기간이 1 s 이상이어야 합니다
rule-batch-of-fifo = FIFO 대기열의 배치는 메시지 { $max }건까지입니다
rule-window-of-fifo = FIFO 대기열에는 배치 기간을 둘 수 없습니다
rule-visible-too-soon = 함수의 제한 시간({ $timeout })보다 짧을 수 없습니다
