"""What machines are told: feeds, sitemap, llms.txt, and the heads of pages."""
