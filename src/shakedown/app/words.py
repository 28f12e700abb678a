"""The page's own words in Korean. English is the key, so a template reads as what it says; evidence stays in its language."""

from collections.abc import Callable, Mapping

KOREAN: Mapping[str, str] = {
    # views and navigation
    "Society": "사회", "Why": "왜", "Story": "이야기", "Report": "보도", "Case": "사례", "Views": "보기",
    "Skip to the results": "결과로 바로 가기", "Language": "언어",
    # levers
    "Levers": "조절 항목", "Results": "결과", "Show": "보기", "Reset": "처음 상태로", "Pin": "고정하기",
    "as it is": "현재 그대로", "set": "설정값",
    "crackdown": "단속", "provision": "배급과 급여", "private_trade": "사적 무역", "market": "주민 소득",
    "channel": "안전한 신고 통로", "courtesy": "친절 지시",
    "How intensely officials are inspected for taking money; 1 is the most.": "관리가 돈을 받는지 얼마나 강하게 단속하는가. 1이 최대.",
    "Rations and pay handed to an officer's household, CNY a week.": "보안원 가구에 실제로 지급되는 배급과 급여, 주당 위안.",
    "Private smuggling and trade; 1 is as before 2020, 0 none.": "사적 밀수와 무역. 1은 2020년 이전 수준, 0은 없음.",
    "Households' income from own work; 1 is as before 2020.": "주민이 스스로 버는 소득. 1은 2020년 이전 수준.",
    "How safe and answered a complaint is; 1 is the most.": "신고가 얼마나 안전하고 처리되는가. 1이 최대.",
    "Force of an order from above to treat people well.": "주민을 친절히 대하라는 상부 지시의 힘.",
    "From the week after now on. At the tick every society keeps its own value.":
        "지금 다음 주부터. 눈금 위치에서는 각 사회가 자기 값을 유지한다.",
    # cards and tables
    "Four numbers": "네 가지 수치", "change": "변화", "runs higher / lower / alike": "높아짐 / 낮아짐 / 같음 (실행 수)",
    "80 of 100 runs": "100회 중 80회의 범위", "Basis: model": "근거: 모형",
    "The sum asked for, on average": "요구 금액 평균", "Demands with a threat or an order": "협박이나 명령이 따른 요구",
    "Demands per 100 households": "100가구당 요구 건수", "Share of income that households pay, all": "소득 중 내는 몫, 전체 가구",
    "All numbers": "모든 수치", "Charts": "그림", "Pinned": "고정한 설정", "unpin all": "고정 해제",
    "Evidence": "증거", "What the model leaves out": "모형이 다루지 않는 것",
    "runs": "회 실행", "of": "중", "Numbers of a model, not news.": "모형의 수치이며 보도가 아니다.",
    # taking along
    "Take along": "가져가기", "Copy link": "링크 복사", "Link copied": "링크를 복사했습니다", "Briefing": "브리핑",
    "The same in Python": "파이썬으로 똑같이", "The same on the command line": "명령줄로 똑같이",
    # story
    "Invented by the model": "모형이 지어낸 이야기", "One officer": "보안원 한 사람", "One household": "한 가구",
    "next week": "다음 주", "another story": "다른 이야기", "from the start": "처음부터", "week": "주",
    "he asked": "요구한 것", "from the state, CNY": "국가에서, 위안", "need left uncovered": "채우지 못한 필요", "fear": "두려움",
    "what befell him": "그에게 생긴 일", "times asked": "요구받은 횟수", "it gave, CNY": "내준 것, 위안", "it has left, CNY": "남은 돈, 위안",
    # report and case
    "Paste a report, or drop a text file into the box": "보도문을 붙여 넣거나 텍스트 파일을 상자에 끌어다 놓으세요",
    "Language of the text": "본문 언어", "find out": "자동 판별", "English": "영어", "Korean": "한국어",
    "Make the card": "카드 만들기", "or a text file": "또는 텍스트 파일",
    "A case of your own": "자기 사례", "A case folder as a zip": "사례 폴더 zip 파일", "Check it": "확인하기",
    "Try again": "다시 시도", "This does not work": "처리할 수 없습니다",
}  # fmt: skip
_LEVERS: Mapping[str, tuple[str, str]] = {
    "crackdown": ("Crackdown", "How intensely officials are inspected for taking money; 1 is the most."),
    "provision": ("Provision", "Rations and pay handed to an officer's household, CNY a week."),
    "private_trade": ("Private trade", "Private smuggling and trade; 1 is as before 2020, 0 none."),
    "market": ("Households' income", "Households' income from own work; 1 is as before 2020."),
    "channel": ("Complaint channel", "How safe and answered a complaint is; 1 is the most."),
    "courtesy": ("Order to be courteous", "Force of an order from above to treat people well."),
}

Words = Callable[[str], str]


def words(lang: str) -> Words:
    """From the English of the page to a language of it; what has no word of its own stays English."""
    return (lambda text: KOREAN.get(text, text)) if lang == "ko" else str


def lever_name(name: str, lang: str) -> str:
    """A lever as its label says it."""
    return KOREAN[name] if lang == "ko" else _LEVERS[name][0]


def lever_says(name: str, lang: str, currency: str) -> str:
    """What a lever is, in a sentence."""
    return words(lang)(_LEVERS[name][1]).replace("CNY", currency)
