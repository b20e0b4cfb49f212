"""The state's pool: sums of every closing, sealed to a fresh key at each merge until they yield."""
