"""A record names a province; a county or town known to be finer is refused with what to write."""

import pytest

from shakedown.errors import InputError
from shakedown.evidence.checks import Refused
from shakedown.evidence.places import coarse_place, places, province_named, provinces, provinces_of
from shakedown.evidence.records import parse_records, public_records
from tests.evidence.tables import GOOD, csv_file
from tests.evidence.test_shipped_data import COUNTIES


@pytest.mark.parametrize(
    "name", ["Hoeryong", "hoeryong city", "Hoeryong-si", "Hoeryeong", "회령", "회령시", "Ch'ongjin", "Undok", "길주군"]
)
def test_a_town_lies_in_its_province_however_it_is_spelt(name):
    assert provinces_of(name) == ("North Hamgyong",)


def test_two_places_of_one_name_give_both_provinces_to_choose_from():
    with pytest.raises(Refused, match="Write North Pyongan or South Pyongan"):
        coarse_place("Unsan County")


@pytest.mark.parametrize(
    "place", ["Musan and Onsong", "North Hamgyong (Musan)", "Musan, North Hamgyong", "함경북도 무산군"]
)
def test_a_town_is_found_beside_its_province(place):
    with pytest.raises(Refused, match=r"finer than a province\. Write North Hamgyong"):
        coarse_place(place)


@pytest.mark.parametrize("place", ["Pyongyang", "Rason", "border belt", "national", "Oaxaca", "a border city"])
def test_provinces_regions_and_other_countries_pass(place):
    assert coarse_place(f" {place} ") == place


@pytest.mark.parametrize("place", ["함경북도", "함북", "N. Hamgyong", "north hamgyong province"])
def test_a_province_is_kept_under_one_name(place):
    (record,) = parse_records(csv_file(GOOD | {"place_public": place}), "r.csv")
    assert record.place_public == "North Hamgyong"


def test_every_province_of_a_place_has_its_spellings():
    assert {province_named(province) for province in provinces()} == set(provinces())
    assert not [place for place in places() if province_named(place.name_en) or province_named(place.name_ko)]


def test_a_file_that_names_a_county_is_refused_with_row_column_and_the_province():
    with pytest.raises(InputError) as refused:
        parse_records(csv_file(GOOD | {"place_public": "Musan"}), "r.csv")
    told = 'r.csv, row 2, place_public: "Musan" is finer than a province. Write North Hamgyong.'
    assert refused.value.problems == (told,)


def test_every_town_that_the_base_must_not_name_is_in_the_table_and_no_province_is():
    assert not [county for county in COUNTIES if not provinces_of(county)]
    assert not [place for place in places() if provinces_of(place.province)]
    assert not [record.id for record in public_records() if provinces_of(record.place_public)]


def test_every_row_says_where_its_name_is_from():
    assert all(place.source.startswith("public geography") for place in places())
    assert len(set(places())) == len(places()) > 200
