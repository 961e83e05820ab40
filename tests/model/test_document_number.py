"""Document numbers: every bracket, orders, round trips."""

import pytest
from gongkai.model import DocumentNumber
from gongkai.model.document_number import canonical, printed_by_the_standard
from hypothesis import given
from hypothesis import strategies as st

AGENCIES = st.text("乌海政办发规公字财教人社", min_size=1, max_size=8)
NUMBERS = st.builds(
    DocumentNumber,
    agency=AGENCIES,
    year=st.integers(1949, 2099),
    serial=st.integers(1, 99999),
    suffix=st.sampled_from(["", "-1", "-12"]),
    order=st.just(False),
    printed=st.just(""),
)
BRACKETS = ["〔〕", "[]", "［］", "()", "（）", "【】", "〈〉", "《》", "﹝﹞", "{}"]


@pytest.mark.parametrize("brackets", BRACKETS)
@pytest.mark.parametrize("form", ["{}11号", " {} 11 号", "{}第11号", "{}011号", "{}11"])
def test_every_printed_form_is_read_as_the_same_number(brackets: str, form: str) -> None:
    year = f"{brackets[0]}2020{brackets[1]}"
    assert canonical("乌政办发" + form.format(year)) == "乌政办发〔2020〕11号"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("内蒙古自治区人民政府令第262号", "内蒙古自治区人民政府令第262号"),
        ("国务院令（第711号）", "国务院令第711号"),
        ("令第3号", "令第3号"),
        ("某部令〔2019〕第5号", "某部令〔2019〕第5号"),
        ("某部令２０１９年", None),
    ],
)
def test_orders_have_numbers_of_their_own(printed: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(ValueError, match="not a document number"):
            DocumentNumber.parse(printed)
    else:
        number = DocumentNumber.parse(printed)
        assert number.order
        assert str(number) == expected


@given(NUMBERS, st.sampled_from(BRACKETS))
def test_a_number_survives_printing_and_reading(number: DocumentNumber, brackets: str) -> None:
    printed = str(number).replace("〔", brackets[0]).replace("〕", brackets[1])
    read = DocumentNumber.parse(printed)
    assert str(read) == str(number)
    assert (read.agency, read.year, read.serial) == (number.agency, number.year, number.serial)
    assert read.printed == printed


@given(NUMBERS)
def test_the_canonical_form_is_the_one_the_standard_prints(number: DocumentNumber) -> None:
    assert printed_by_the_standard(str(number))
    assert canonical(str(number)) == str(number)


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_is_refused(text: str) -> None:
    try:
        number = DocumentNumber.parse(text)
    except ValueError:
        return
    assert DocumentNumber.parse(str(number)).serial == number.serial
