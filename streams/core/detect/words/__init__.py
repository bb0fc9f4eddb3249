"""The words of a text: folded and cut into sentences, its vocabulary by language, and the marks that both give."""
