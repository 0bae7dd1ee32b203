"""The checks behind each kind of number: right ones pass, and a wrong digit is noticed."""

from collections.abc import Callable

import pytest

from api.rewriting.personal import checksums, identities, lettered
from api.rewriting.personal.cards import is_card
from api.rewriting.personal.ibans import ibans
from api.rewriting.personal.phones import is_international, is_national

CHECKS: tuple[tuple[Callable[[str], bool], str, str], ...] = (
    (is_card, "4111111111111111", "4111111111111112"),
    (is_card, "6304000000000000", "9999999999999995"),
    (checksums.luhn, "79927398713", "79927398710"),
    (checksums.verhoeff, "2363", "2364"),
    (checksums.mod_11_10, "86095742719", "86095742718"),
    (checksums.mod_97, "GB33BUKB20201555555555", "GB33BUKB20201555555556"),
    (identities.is_ssn, "219099999", "219000000"),
    (identities.is_ssn, "899990001", "900990001"),
    (identities.is_ssn, "665010001", "666010001"),
    (identities.is_bsn, "111222333", "111222334"),
    (identities.is_bsn, "123456782", "000000000"),
    (identities.is_sin, "130692544", "130692543"),
    (identities.is_sin, "193456787", "046454286"),
    (identities.is_tfn, "123456782", "123456789"),
    (identities.is_tfn, "876543210", "000000000"),
    (identities.is_nif, "123456789", "123456788"),
    (identities.is_nif, "501964843", "701964843"),
    (identities.is_nhs, "9434765919", "9434765918"),
    (identities.is_nhs, "4010232137", "0000000000"),
    (identities.is_svnr, "1237010180", "1236010180"),
    (identities.is_svnr, "1237010180", "1237011380"),
    (identities.is_cpr, "0707614285", "0713614285"),
    (identities.is_personnummer, "8112189876", "8112189875"),
    (identities.is_personnummer, "198112189876", "218112189876"),
    (identities.is_personnummer, "8112789873", "8113189874"),
    (identities.is_pesel, "44051401359", "44051401358"),
    (identities.is_pesel, "02270803624", "02330803624"),
    (identities.is_cpf, "52998224725", "52998224726"),
    (identities.is_cpf, "11144477735", "11111111111"),
    (identities.is_steuer_id, "86095742719", "06095742719"),
    (identities.is_steuer_id, "65929970489", "12345678903"),
    (identities.is_fodselsnummer, "15076500565", "15076500566"),
    (identities.is_rijksregisternummer, "85073003328", "85073003329"),
    (identities.is_rijksregisternummer, "17073003384", "17133003384"),
    (identities.is_aadhaar, "234123412346", "234123412347"),
    (identities.is_aadhaar, "499118665246", "134123412345"),
    (identities.is_ahv, "7569217076985", "7579217076985"),
    (identities.is_nir, "255081416802538", "255081416802539"),
    (lettered.is_nino, "AB123456C", "GB123456C"),
    (lettered.is_dni, "12345678Z", "12345678A"),
    (lettered.is_dni, "X1234567L", "Y1234567L"),
    (lettered.is_codice_fiscale, "RSSMRA85T10A562S", "RSSMRA85T10A562T"),
    (lettered.is_codice_fiscale, "RSSMRA85T10A56NH", "RSSMRA85T00A562H"),
    (lettered.is_pps, "1234567T", "1234567W"),
    (lettered.is_pps, "1234567FA", "1234567TA"),
    (lettered.is_hetu, "131052308T", "131052308U"),
    (is_international, "442079460018", "44123"),
    (is_international, "80012345678", "9991234567"),
    (is_national, "02079460018", "0001"),
)


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    CHECKS,
    ids=[f"{check.__name__} {right}" for check, right, _ in CHECKS],
)
def test_a_check_tells_right_from_wrong(
    check: Callable[[str], bool], right: str, wrong: str
) -> None:
    """Published examples, and the same with something that is never given."""
    assert check(right)
    assert not check(wrong)


def test_a_corsican_number_counts_its_department() -> None:
    """2A and 2B stand for numbers."""
    body = "185052A006084"
    check = 97 - int(body.replace("2A", "19")) % 97
    assert lettered.is_corsican_nir(f"{body}{check:02}")
    assert not lettered.is_corsican_nir(f"{body}{check % 97 + 1:02}")
    number = f"1 85 05 2A 006 084 {check:02}"
    assert [found.key for found in lettered.lettered(number)] == [f"{body}{check:02}"]


def test_an_iban_has_the_form_of_its_country() -> None:
    """Not shorter, not longer, and no country that has none."""
    assert not list(ibans("GB33BUKB2020155555555"))
    assert not list(ibans("GB33BUKB202015555555555"))
    assert not list(ibans("XX33BUKB20201555555555"))
    assert not list(ibans("GB34BUKB20201555555555"))
