import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { classNames } from '../../ui/class-names.ts';
import styles from './guide.module.css';
import { type GuideNode, guidePages, textOf } from './guide-pages.ts';

interface GuideTextProps {
  readonly nodes: readonly GuideNode[];
  /** Leads to another page. */
  readonly onPage: (name: string) => void;
}

/** Pieces of a page of the guide as they are read. Pictures are left out, and links lead to pages of the guide only. */
export function GuideText({ nodes, onPage }: GuideTextProps): ReactNode {
  return nodes.map((node, index) => (
    <Piece key={`${node.type} ${node.position?.start.offset ?? index}`} node={node} onPage={onPage} />
  ));
}

interface PieceProps extends Pick<GuideTextProps, 'onPage'> {
  readonly node: GuideNode;
}

function Piece({ node, onPage }: PieceProps): ReactNode {
  const inner = 'children' in node && <GuideText nodes={node.children} onPage={onPage} />;
  switch (node.type) {
    case 'heading':
      return node.depth === 1 ? <h3>{inner}</h3> : node.depth === 2 ? <h4>{inner}</h4> : <h5>{inner}</h5>;
    case 'paragraph':
      return <p>{inner}</p>;
    case 'text':
      return node.value;
    case 'strong':
      return <strong>{inner}</strong>;
    case 'emphasis':
      return <em>{inner}</em>;
    case 'inlineCode':
      return <code>{node.value}</code>;
    case 'code':
      return <pre>{node.value}</pre>;
    case 'list':
      return node.ordered ? <ol>{inner}</ol> : <ul>{inner}</ul>;
    case 'listItem':
      return <li>{inner}</li>;
    case 'table':
      return <GuideTable node={node} onPage={onPage} />;
    case 'link':
      return <GuideLink address={node.url} words={textOf(node)} onPage={onPage} />;
    default:
      return inner;
  }
}

function GuideTable({ node, onPage }: PieceProps): ReactNode {
  if (node.type !== 'table') return null;
  return (
    <table>
      <tbody>
        {node.children.map((row, at) => (
          <tr key={row.position?.start.offset}>
            {row.children.map((cell) => {
              const Cell = at === 0 ? 'th' : 'td';
              return (
                <Cell key={cell.position?.start.offset}>
                  <GuideText nodes={cell.children} onPage={onPage} />
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface GuideLinkProps extends Pick<GuideTextProps, 'onPage'> {
  readonly address: string;
  readonly words: string;
}

function GuideLink({ address, words, onPage }: GuideLinkProps): ReactNode {
  const name = /^([\w-]+)\.md(?:#.*)?$/.exec(address)?.[1];
  if (name === undefined || !guidePages().has(name)) return words;
  return (
    <AriaButton className={classNames(styles.link)} onPress={() => onPage(name)}>
      {words}
    </AriaButton>
  );
}
