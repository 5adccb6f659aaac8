"""Annotations over REST: read by everybody who may, written as W3C Web Annotations by those whose sets they are in."""
