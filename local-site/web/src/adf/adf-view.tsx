import { Fragment, type ReactNode } from 'react';
import { inlineText, isNode, type AdfNode } from './adf-text.ts';

/** Shows an ADF document; a node it does not know shows its content. */
export function AdfView({ document }: { readonly document: unknown }): ReactNode {
  if (typeof document === 'string') return <p className="lines">{document}</p>;
  return isNode(document) ? <div className="adf">{children(document)}</div> : null;
}

function children(node: AdfNode): ReactNode {
  return (node.content ?? []).map((child, index) => <Fragment key={index}>{show(child)}</Fragment>);
}

function show(node: AdfNode): ReactNode {
  switch (node.type) {
    case 'text':
      return (node.marks ?? []).reduce<ReactNode>((inner, mark) => marked(mark.type, mark.attrs, inner), node.text ?? '');
    case 'hardBreak':
      return <br />;
    case 'paragraph':
      return <p>{children(node)}</p>;
    case 'heading':
      return (
        <p className="adf-heading">
          <strong>{children(node)}</strong>
        </p>
      );
    case 'bulletList':
      return <ul>{children(node)}</ul>;
    case 'orderedList':
      return <ol>{children(node)}</ol>;
    case 'listItem':
      return <li>{children(node)}</li>;
    case 'blockquote':
      return <blockquote>{children(node)}</blockquote>;
    case 'codeBlock':
      return (
        <pre tabIndex={0}>
          <code>{children(node)}</code>
        </pre>
      );
    case 'panel':
      return <div className="adf-panel">{children(node)}</div>;
    case 'rule':
      return <hr />;
    case 'mention':
      return <span className="mention">{inlineText(node)}</span>;
    case 'emoji':
    case 'date':
      return <span>{inlineText(node)}</span>;
    case 'status':
      return <strong>{inlineText(node)}</strong>;
    case 'inlineCard':
    case 'blockCard':
      return link(node.attrs?.url, (node.attrs?.url as string | undefined) ?? '');
    case 'table':
      return (
        <div className="scroll-x" role="group" tabIndex={0}>
          <table className="grid">
            <tbody>{children(node)}</tbody>
          </table>
        </div>
      );
    case 'tableRow':
      return <tr>{children(node)}</tr>;
    case 'tableHeader':
      return <th>{children(node)}</th>;
    case 'tableCell':
      return <td>{children(node)}</td>;
    default:
      return node.content === undefined ? (node.text ?? null) : children(node);
  }
}

function marked(type: string, attrs: Readonly<Record<string, unknown>> | undefined, inner: ReactNode): ReactNode {
  switch (type) {
    case 'strong':
      return <strong>{inner}</strong>;
    case 'em':
      return <em>{inner}</em>;
    case 'code':
      return <code>{inner}</code>;
    case 'strike':
      return <s>{inner}</s>;
    case 'underline':
      return <u>{inner}</u>;
    case 'link':
      return link(attrs?.href, inner);
    default:
      return inner;
  }
}

/** Only addresses that cannot run script. */
function link(href: unknown, inner: ReactNode): ReactNode {
  const safe = typeof href === 'string' && /^(https?:|mailto:|\/|#)/i.test(href);
  return safe ? (
    <a href={href} rel="noreferrer noopener">
      {inner}
    </a>
  ) : (
    <>{inner}</>
  );
}
