"""Why bubblewrap fails on a machine is found in its settings."""

import pytest

from limner_server.proof.sandbox.trouble import remedy_for


@pytest.mark.parametrize(
    ("setting", "value", "word"),
    [
        ("sys/kernel/apparmor_restrict_unprivileged_userns", "1", "AppArmor"),
        ("sys/kernel/unprivileged_userns_clone", "0", "unprivileged_userns_clone=1"),
        ("sys/user/max_user_namespaces", "0", "user.max_user_namespaces="),
    ],
)
def test_a_setting_that_switches_namespaces_off_is_named(tmp_path, setting, value, word):
    file = tmp_path / "proc" / setting
    file.parent.mkdir(parents=True)
    file.write_text(f"{value}\n")

    assert word in remedy_for("", tmp_path)


@pytest.mark.parametrize("value", ["0", "12345"])
def test_settings_that_allow_are_not_to_blame(tmp_path, value):
    folder = tmp_path / "proc" / "sys" / "kernel"
    folder.mkdir(parents=True)
    (folder / "apparmor_restrict_unprivileged_userns").write_text("0\n")
    (folder / "unprivileged_userns_clone").write_text("1\n")
    (tmp_path / "proc" / "sys" / "user").mkdir()
    (tmp_path / "proc" / "sys" / "user" / "max_user_namespaces").write_text(
        value.replace("0", "1") + "\n"
    )

    assert remedy_for("", tmp_path) == "see whether `bwrap --unshare-all --ro-bind / / true` works"


def test_in_a_container_the_container_is_named(tmp_path):
    (tmp_path / ".dockerenv").touch()

    assert "container" in remedy_for("", tmp_path)


def test_an_old_bubblewrap_is_to_be_replaced(tmp_path):
    assert "newer bubblewrap" in remedy_for("bwrap: Unknown option --json-status-fd", tmp_path)
