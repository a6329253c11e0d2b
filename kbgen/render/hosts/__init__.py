"""What a host has to do beside serving files, in the words of each."""
