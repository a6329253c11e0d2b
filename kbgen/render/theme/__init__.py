"""What a site looks like: the chain of themes, their templates, tokens, icons, style sheets and scripts."""
