import pytest

from kbgen.build.textstore import TextStore, encode_entry
from kbgen.errors import StateError


def store(folder, number=1, length=0):
    texts = TextStore(str(folder), number, length)
    texts.open()
    return texts


def test_entries_come_back(tmp_path):
    texts = store(tmp_path)
    places = texts.append([encode_entry(("a",), ("b", 1), b"t"), encode_entry((), ("å",), b"")])
    assert [texts.read(place) for place in places] == [(("a",), ("b", 1)), ((), ("å",))]
    assert texts.read_outline(places[0]) == ("a",)
    assert [texts.read_terms(place) for place in places] == [b"t", b""]
    texts.close()


def test_what_a_killed_build_appended_is_cut(tmp_path):
    texts = store(tmp_path)
    texts.append([encode_entry(("kept",), (), b"")])
    length = texts.length
    texts.append([encode_entry(("lost",), (), b"")])
    again = store(tmp_path, length=length)
    (place,) = again.append([encode_entry(("new",), (), b"")])
    assert again.read(place) == (("new",), ())
    again.close()


def test_damage_is_noticed(tmp_path):
    texts = store(tmp_path)
    (place,) = texts.append([encode_entry((), ("a" * 100,), b"")])
    data = bytearray((tmp_path / "texts-1").read_bytes())
    data[50] ^= 1
    (tmp_path / "texts-1").write_bytes(data)
    with pytest.raises(StateError):
        texts.read(place)
    texts.close()
    with pytest.raises(StateError):
        store(tmp_path, length=len(data) + 1)


def test_waste_is_given_back(tmp_path, monkeypatch):
    monkeypatch.setattr("kbgen.build.textstore.KEEP_BELOW_BYTES", 0)
    texts = store(tmp_path)
    places = texts.append(encode_entry((str(number),), (str(number) * 50,), b"%d" % number) for number in range(10))
    assert texts.compact(places) is None
    live = places[7:]
    moved = texts.compact(live)
    assert moved is not None
    assert [texts.read(place) for place in moved] == [((str(number),), (str(number) * 50,)) for number in (7, 8, 9)]
    assert [texts.read_terms(place) for place in moved] == [b"7", b"8", b"9"]
    texts.close()
    texts.sweep()
    assert [path.name for path in tmp_path.iterdir()] == ["texts-2"]
