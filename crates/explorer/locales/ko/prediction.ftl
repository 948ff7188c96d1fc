### The prediction: a question before the run is watched, and what the run answers.

predict-first = 먼저 예측하기
predict-offer = 무슨 일이 일어날지 먼저 고른 뒤 지켜보세요. 재생해서 볼 때까지 결과는 가려집니다.
predict-then-play = 하나를 고른 뒤 재생을 누르세요.
predict-play = 재생을 눌러 확인하세요.
predict-uncover = 모두 보기
predict-again = 다시 예측하기

predict-who = 스로틀되는 함수는?
predict-limit = 가장 많이 스로틀하는 한도는?
predict-events = 이벤트는 어떻게 될까요?
predict-environments = 실행 환경 몇 개가 요청을 처리할까요?
predict-cold-starts = 콜드 스타트를 기다리는 요청은 얼마나 될까요?
predict-ask = 권한 부여자에게 먼저 물어보는 요청은 얼마나 될까요?
predict-spill-over = 온디맨드로 넘치는 요청은 얼마나 될까요?
predict-records = 가장 오래된 레코드는 얼마나 기다릴까요?

choice-nobody = 없음
choice-only = { $function }만
choice-several = 일부 함수
choice-everybody = 함수 { $count }개 모두
choice-no-limit = 없음
choice-all-done = 모두 처리됨
choice-some-given-up = 일부 폐기됨
choice-all-given-up = 모두 폐기됨
choice-one-environment = 하나가 모두
choice-fewer-environments = 요청 수보다 적게
choice-each-its-own = 요청마다 하나씩
choice-few-cold = 100건 중 1건 미만
choice-some-cold = 10건 중 1건 이하
choice-many-cold = 10건 중 1건 초과
choice-each-asks = 모든 요청
choice-most-ask = 절반 초과
choice-few-ask = 절반 이하
choice-few-spill = 10건 중 1건 미만
choice-some-spill = 절반 이하
choice-most-spill = 절반 초과
choice-young-records = 10 s 미만
choice-aging-records = 1 min 미만
choice-old-records = 1 min 이상

predicted-right = 맞았습니다. { $shown }
predicted-wrong = 예측과 다릅니다. { $shown }

shown-nobody = 요청 { $requests }건 중 스로틀된 요청이 없습니다.
shown-only = { $function } 함수만 { $throttles }번 스로틀됩니다.
shown-several = 함수 { $count }개 중 { $throttled }개가 스로틀됩니다.
shown-everybody = 함수 { $count }개 모두 합쳐서 { $throttles }번 스로틀됩니다.
shown-limit = 스로틀 { $all }건 중 { $throttles }건의 원인: { $limit }.
shown-events = 이벤트 { $received }건 중 { $done }건이 처리되고 { $dropped }건이 폐기됩니다.
shown-environments = 실행 환경 { $environments }개가 요청 { $requests }건을 처리합니다.
shown-cold-starts = 요청 { $requests }건 중 { $cold }건이 콜드 스타트를 기다립니다.
shown-asked = 요청 { $requests }건 중 { $asked }건은 권한 부여자에게 먼저 물어봅니다.
shown-spill-over = 요청 { $requests }건 중 { $spilled }건이 온디맨드로 넘칩니다.
shown-records = 가장 오래된 레코드는 { $age } 기다립니다.
