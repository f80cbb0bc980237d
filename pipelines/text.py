"""Writes the article's text: normalised title and paragraphs, safe HTML, and the hashes that tell a change."""

from itemadapter import ItemAdapter

from pipelines.markup import body_html
from pipelines.normalise import normalise
from rentspider.digest import digest


class TextPipeline:
    """Fills `title`, `source`, `body_text`, `body_html` and the hashes of a post."""

    def process_item(self, item: object) -> object:
        post = ItemAdapter(item)
        if "page" in post:
            text = normalise("\n".join(block.text for block in post["kept"] if block.text))
            post["title"] = normalise(post["page"].title)
            post["source"] = normalise(post["source"]) if post["source"] else None
            post["body_text"] = text
            post["body_html"] = body_html(post["kept"])
            post["text_hash"] = digest(text) if text else None
            post["content_hash"] = digest(post["title"], text, post["source"] or "")
        return item
