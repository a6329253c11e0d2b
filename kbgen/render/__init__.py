"""From the site to bytes: themes, views, pages, feeds, images."""
