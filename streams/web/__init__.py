"""The API: subscriptions, alerts, dossiers and articles over HTTP.

A process of it holds nothing that another does not have: it reads the store, and reads and writes Kafka.
"""
