"""The attacker: audits what is published from its files alone, apart from the code that protected and made them."""
