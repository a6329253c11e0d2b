"""Pictures that stand for the site: its icons and the card that goes with links."""
