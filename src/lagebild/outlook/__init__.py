"""What may come next, with a probability that has been scored.

Takes events (from the ledger, or from files of event data sets); gives forecasts with base rate, reasons and
track record, and the score of forecasts that came due. What is said of a day is computed from earlier days only.
"""
